// How the four kinds of extensions lie in memory, and what is checked in them.

internal import CVigiloPlugin
internal import VigiloPluginSDK

/// How an extension's table lies in memory: the offsets that the header freezes.
struct ExtensionShape: Sendable {
    let kind: PluginKind
    let noun: String
    let size: Int
    let schema: (name: String, offset: Int)?
    let context: Int
    let functions: [(name: String, offset: Int)]
    /// Functions that may be NULL.
    var optional: [(name: String, offset: Int)] = []

    static let fieldType = ExtensionShape(
        kind: .fieldType, noun: "field type", size: 56, schema: ("options_schema", 24), context: 32,
        functions: [("validate", 40)], optional: [("describe", 48)])
    static let dashboardWidget = ExtensionShape(
        kind: .dashboardWidget, noun: "dashboard widget", size: 56, schema: ("config_schema", 24), context: 40,
        functions: [("load", 48)])
    static let integrationAdapter = ExtensionShape(
        kind: .integrationAdapter, noun: "integration adapter", size: 64, schema: ("config_schema", 24), context: 32,
        functions: [("check", 40), ("send", 48)], optional: [("receive", 56)])
    static let periodicTask = ExtensionShape(
        kind: .celeryTask, noun: "periodic task", size: 56, schema: nil, context: 40, functions: [("run", 48)])

    func read(_ table: TableReader) throws(PluginRefusal) -> RegisteredExtension {
        var table = table
        let key = try Self.key(of: table, at: 8, "key")
        table.subject = "the \(noun) '\(key)'"
        let label = try table.text(at: 16, "the label", limit: Int(VIGILO_MAX_LABEL))
        if label.isEmpty { throw PluginRefusal("register.invalid", "the label of \(table.subject) is empty") }
        var addresses: [String: UInt] = [:]
        for function in functions {
            addresses[function.name] = try unsafe UInt(bitPattern: table.function(at: function.offset, function.name))
        }
        for function in optional {
            addresses[function.name] = unsafe table.pointer(at: function.offset).map { UInt(bitPattern: $0) }
        }
        var value = RegisteredExtension(
            kind: kind, key: key, label: label, schema: try readSchema(table), functions: addresses,
            context: unsafe UInt(bitPattern: table.pointer(at: context)))
        if kind == .dashboardWidget { value.defaultSize = try Self.size(of: table) }
        if kind == .celeryTask {
            value.schedule = try Self.schedule(of: table)
            value.timeoutSeconds = try Self.timeout(of: table)
        }
        return value
    }

    static func key(of table: TableReader, at offset: Int, _ field: String) throws(PluginRefusal) -> String {
        let key = try table.text(at: offset, "the \(field)", limit: Int(VIGILO_MAX_NAME))
        if TableReader.isName(key) { return key }
        throw PluginRefusal(
            "register.key_invalid",
            "the \(field) '\(key)' of \(table.subject) is not one; it must be [a-z][a-z0-9_]{0,63}")
    }

    private func readSchema(_ table: TableReader) throws(PluginRefusal) -> JSON? {
        guard let schema,
            let text = try table.optionalText(at: schema.offset, schema.name, limit: Int(VIGILO_MAX_SCHEMA))
        else { return nil }
        guard let value = try? JSON(parsing: text), value.objectValue != nil else {
            throw PluginRefusal("register.invalid", "the \(schema.name) of \(table.subject) is not a JSON object")
        }
        return value
    }

    private static func size(of table: TableReader) throws(PluginRefusal) -> WidgetSize {
        let size = WidgetSize(width: Int(table.uint32(at: 32)), height: Int(table.uint32(at: 36)))
        if (1...12).contains(size.width), (1...12).contains(size.height) { return size }
        throw PluginRefusal(
            "register.invalid",
            "\(table.subject) has the size \(size.width) by \(size.height); width and height are 1 to 12")
    }

    private static func timeout(of table: TableReader) throws(PluginRefusal) -> Int {
        let timeout = Int(table.uint32(at: 36))
        if (1...86_400).contains(timeout) { return timeout }
        throw PluginRefusal(
            "register.invalid", "\(table.subject) has a timeout of \(timeout) s; it must be 1 to 86400")
    }

    private static func schedule(of table: TableReader) throws(PluginRefusal) -> Schedule {
        let every = Int(table.uint32(at: 32))
        let cron = try table.optionalText(at: 24, "cron", limit: Int(VIGILO_MAX_LABEL))
        switch (cron, every) {
        case (nil, 1...31_536_000): return .every(seconds: every)
        case (let cron?, 0) where isCron(cron): return .cron(cron)
        case (let cron?, 0):
            throw PluginRefusal(
                "register.invalid",
                "the cron of \(table.subject), '\(cron)', is not five cron fields such as '0 6 * * 1-5'")
        default:
            throw PluginRefusal(
                "register.invalid",
                "\(table.subject) needs either cron or every_seconds (1 to 31536000), and one of them only")
        }
    }

    private static func isCron(_ text: String) -> Bool {
        let fields = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        return fields.count == 5
            && fields.allSatisfy {
                $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "*,/-?".contains($0)) }
            }
    }
}
