// Reading one line of an export. A member too few or too many is an error: what is not checked must not be there.

import VigiloJSON

extension ExportLine {
    /// Reads a line without its newline.
    init(parsing line: some Sequence<UInt8>) throws(AuditFormatError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: line)
        } catch {
            throw AuditFormatError("It is not JSON: \(error.description).")
        }
        guard let members = value.objectValue else { throw AuditFormatError("It is not a JSON object.") }
        var fields = ExportFields(members)
        if members["checkpoint"] != nil {
            self = .checkpoint(try fields.string("checkpoint"))
        } else if members["format"] != nil {
            self = .header(try ExportHeader(&fields))
        } else {
            self = .row(try LoggedRow(&fields))
        }
        try fields.end()
    }
}

extension ExportHeader {
    fileprivate init(_ fields: inout ExportFields) throws(AuditFormatError) {
        guard try fields.string("format") == Self.format, try fields.number("version") == UInt64(Self.version) else {
            throw AuditFormatError("It is no export of an audit log, or one of another version.")
        }
        let origin = try fields.string("origin")
        guard let part = Part(rawValue: try fields.string("part")) else {
            throw AuditFormatError("The member 'part' must be whole, archive or selection.")
        }
        var inner = ExportFields(try fields.object("start"))
        let hash = try inner.hash("hash")
        guard let tree = CompactRange(size: try inner.number("size"), text: try inner.string("tree")) else {
            throw AuditFormatError("The tree of the start does not fit its size.")
        }
        try inner.end()
        self.init(origin: origin, start: ChainCheck.Start(hash: hash, tree: tree), part: part)
    }
}

extension LoggedRow {
    fileprivate init(_ fields: inout ExportFields) throws(AuditFormatError) {
        self.init(
            seq: try fields.number("seq"), createdAtMicroseconds: try fields.integer("created_at_us"),
            id: try fields.string("id"), workspace: try fields.text("workspace"), action: try fields.string("action"),
            targetType: try fields.string("target_type"), targetID: try fields.string("target_id"),
            actor: try fields.text("actor"), oldValue: try fields.text("old_value"),
            newValue: try fields.text("new_value"), metadata: try fields.text("metadata"),
            previousHash: try fields.hash("prev_hash"), hash: try fields.hash("hash"))
    }
}

/// The members of an object, each to be taken once.
private struct ExportFields {
    private var members: [String: JSONValue]

    init(_ members: [String: JSONValue]) {
        self.members = members
    }

    private mutating func take(_ name: String) throws(AuditFormatError) -> JSONValue {
        guard let value = members.removeValue(forKey: name) else {
            throw AuditFormatError("The member '\(name)' is missing.")
        }
        return value
    }

    private func wrong(_ name: String, _ what: String) -> AuditFormatError {
        AuditFormatError("The member '\(name)' must be \(what).")
    }

    mutating func string(_ name: String) throws(AuditFormatError) -> String {
        guard let text = try take(name).stringValue else { throw wrong(name, "a string") }
        return text
    }

    mutating func text(_ name: String) throws(AuditFormatError) -> String? {
        let value = try take(name)
        if value == .null { return nil }
        guard let text = value.stringValue else { throw wrong(name, "a string or null") }
        return text
    }

    mutating func integer(_ name: String) throws(AuditFormatError) -> Int64 {
        guard let value = try take(name).integerValue else { throw wrong(name, "a whole number") }
        return value
    }

    mutating func number(_ name: String) throws(AuditFormatError) -> UInt64 {
        guard let value = UInt64(exactly: try integer(name)) else { throw wrong(name, "a whole number, not negative") }
        return value
    }

    mutating func hash(_ name: String) throws(AuditFormatError) -> Hash {
        guard let hash = Hash(hex: try string(name)) else { throw wrong(name, "64 lower-case hexadecimal digits") }
        return hash
    }

    mutating func object(_ name: String) throws(AuditFormatError) -> [String: JSONValue] {
        guard let members = try take(name).objectValue else { throw wrong(name, "an object") }
        return members
    }

    func end() throws(AuditFormatError) {
        if let name = members.keys.min() { throw AuditFormatError("There must be no member '\(name)'.") }
    }
}
