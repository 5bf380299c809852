// The rules for definitions of fields.

import VigiloExtensionPoints
import VigiloJSON

extension Fields {
    /// The new field with every rule kept and its options and default judged by its type, or an error that names
    /// everything that is wrong.
    ///
    /// - Parameter owner: The plugin that the type came from, where the definition comes from an export: a type that is
    ///   not there is taken on trust then, and the field waits for its plugin. nil: it must be there.
    func checked(_ new: NewField, owner: String? = nil, in workspace: Workspace) async throws -> CheckedField {
        var problems = InputProblems()
        Self.check(key: new.key, &problems)
        let label = new.label.flatMap { Title.checked($0, "label", atMost: FieldLimits.longestLabel, &problems) }
        let options = new.options ?? [:]
        Self.check(options: options, &problems)
        Self.check(displayOrder: new.displayOrder, &problems)
        let entry = registry.fieldType(new.fieldType)
        let field = CheckedField(
            entityType: new.entityType, key: new.key, label: label ?? new.key, fieldType: new.fieldType,
            owner: entry?.owner ?? owner ?? "", options: options, defaultValue: new.defaultValue,
            isRequired: new.isRequired, isActive: new.isActive, displayOrder: new.displayOrder.map { Int(clamping: $0) }
        )
        if let type = entry?.value, problems.isEmpty {
            try await judge(new.defaultValue, options: options, by: type, in: workspace, &problems)
        } else if entry == nil, owner == nil || owner == Registry.core {
            let keys = registry.fieldTypes.map(\.value.key)
            let near = NearestName.of(new.fieldType, among: keys).map { "did you mean '\($0)'?" }
            let hint = near ?? "there are: \(keys.joined(separator: ", "))"
            problems.add("field_type", "'\(new.fieldType.prefix(60))' is no field type; \(hint)")
        }
        try problems.throwIfAny(in: "the field")
        return field
    }

    /// Lets the type judge options and default, and notes what is wrong. The default is kept as it was given: it is
    /// judged again for every item that gets it, and becomes what the type makes of it then.
    ///
    /// A built-in type reads its options before the value, so that any value lets it find what is wrong with them; of a
    /// plugin's nothing is known but the schema, and what it says of a default.
    func judge(
        _ standard: JSONValue?, options: JSONValue, by type: any FieldType, in workspace: Workspace,
        _ problems: inout InputProblems
    ) async throws {
        let isBuiltIn = registry.fieldType(type.key)?.owner == Registry.core
        if let schema = type.optionsSchema { DeclaredSchema(schema).check(options, at: "options", &problems) }
        if let standard { Self.check(standard: standard, &problems) }
        guard problems.isEmpty, isBuiltIn || standard != nil else { return }
        let verdict: FieldVerdict
        do throws(ExtensionError) {
            verdict = try await type.validate(standard ?? .null, options: options, context: CallContext(workspace))
        } catch {
            guard error.code == .refused || error.code == .invalidArgument else { throw error }
            problems.add("options", sentence: error.sentence)
            return
        }
        if standard != nil, case .refused(let sentence) = verdict { problems.add("default_value", sentence: sentence) }
    }

    private static func check(standard: JSONValue, _ problems: inout InputProblems) {
        if standard.isNested(deeperThan: FieldLimits.maximumDepth) {
            problems.add("default_value", "is nested more than \(FieldLimits.maximumDepth) levels deep")
        } else if standard.canonicalText.utf8.count > FieldLimits.maximumDefaultBytes {
            problems.add("default_value", "is larger than \(FieldLimits.maximumDefaultBytes / 1024) KiB")
        }
    }

    private static func check(key: String, _ problems: inout InputProblems) {
        let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        let isOther = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == 0x5F }
        if !(1...FieldLimits.longestKey).contains(key.utf8.count) {
            problems.add("key", "must have 1 to \(FieldLimits.longestKey) characters, and has \(key.count)")
        } else if !key.utf8.allSatisfy({ isLetter($0) || isOther($0) }) || !(key.utf8.first.map(isLetter) ?? false) {
            problems.add("key", "must be lower-case letters, digits and underscores, a letter first")
        }
    }

    static func check(options: JSONValue, _ problems: inout InputProblems) {
        guard case .object = options else {
            problems.add("options", "is of type \(options.typeName), and must be an object")
            return
        }
        if options.isNested(deeperThan: FieldLimits.maximumDepth) {
            problems.add("options", "is nested more than \(FieldLimits.maximumDepth) levels deep")
        } else if options.canonicalText.utf8.count > FieldLimits.maximumOptionsBytes {
            problems.add("options", "is larger than \(FieldLimits.maximumOptionsBytes / 1024) KiB")
        }
    }

    static func check(displayOrder: Int64?, _ problems: inout InputProblems) {
        let range = FieldLimits.displayOrder
        guard let displayOrder, !(Int64(range.lowerBound)...Int64(range.upperBound)).contains(displayOrder) else {
            return
        }
        problems.add("display_order", "is \(displayOrder), and must be \(range.lowerBound) to \(range.upperBound)")
    }
}
