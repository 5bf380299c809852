// The fields that several registered tables have.

internal import CVigiloPlugin
internal import VigiloExtensionPoints
internal import VigiloJSON

extension RegisteredTable {
    static func key(of table: ForeignTable, at offset: Int, _ field: String = "key") throws(Refusal) -> String {
        let key = try table.text(at: offset, field, limit: VIGILO_MAX_NAME)
        if !ForeignText.isName(key) {
            throw Refusal(
                .registerKeyInvalid,
                "the \(field) '\(ForeignText.harmless(key))' of \(table.subject) is not one; it must be [a-z][a-z0-9_]{0,63}"
            )
        }
        return key
    }

    static func label(of table: ForeignTable, at offset: Int) throws(Refusal) -> String {
        let label = try table.text(at: offset, "label", limit: VIGILO_MAX_LABEL)
        if label.isEmpty { throw Refusal(.registerInvalid, "the label of \(table.subject) is empty") }
        return ForeignText.harmless(label)
    }

    static func schema(
        of table: ForeignTable, at offset: Int, _ field: String
    ) throws(Refusal) -> JSONValue? {
        guard let text = try table.optionalText(at: offset, field, limit: VIGILO_MAX_SCHEMA) else { return nil }
        guard let schema = try? JSONValue(parsing: text) else {
            throw Refusal(.registerInvalid, "the \(field) of \(table.subject) is not valid JSON")
        }
        if schema.objectValue == nil {
            throw Refusal(
                .registerInvalid, "the \(field) of \(table.subject) is a JSON \(schema.typeName), and must be an object"
            )
        }
        return schema
    }

    /// An operation that the plugin may leave out.
    static func optional(
        _ table: ForeignTable, at offset: Int, context: UnsafeMutableRawPointer?
    ) -> PluginOperation? {
        unsafe table.pointer(at: offset).map { unsafe PluginOperation(UnsafeRawPointer($0), context: context) }
    }

    static func schedule(of table: ForeignTable) throws(Refusal) -> TaskSchedule {
        typealias Offset = PluginABI.PeriodicTask
        let every = table.uint32(at: Offset.everySeconds)
        let cron = try table.optionalText(at: Offset.cron, "cron", limit: VIGILO_MAX_LABEL)
        switch (cron, every) {
        case (nil, 1...31_536_000):
            return .every(seconds: Int(every))
        case (nil, 0):
            throw Refusal(.registerInvalid, "\(table.subject) has neither cron nor every_seconds; it needs one of them")
        case (nil, _):
            throw Refusal(
                .registerInvalid, "\(table.subject) runs every \(every) s; every_seconds must be 1 to 31536000")
        case (.some(let cron), 0):
            if isCron(cron) { return .cron(cron) }
            throw Refusal(
                .registerInvalid,
                "the cron of \(table.subject), '\(ForeignText.harmless(cron))', is not five cron fields such as '0 6 * * 1-5'"
            )
        case (.some, _):
            throw Refusal(.registerInvalid, "\(table.subject) has both cron and every_seconds; it needs one of them")
        }
    }

    /// Five fields of the characters that cron knows; what they mean is the scheduler's to judge.
    private static func isCron(_ text: String) -> Bool {
        let fields = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        return fields.count == 5
            && fields.allSatisfy { field in
                field.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "*,/-?".contains($0)) }
            }
    }
}
