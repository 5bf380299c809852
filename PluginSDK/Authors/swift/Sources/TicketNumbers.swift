import VigiloPluginSDK

struct TicketNumbers: Plugin {
    static let name = "ticket_numbers"
    static let kind = PluginKind.fieldType
    static let version = "1.0.0"
    static let compatibleWith = ">=1.0,<2.0"

    static func register(_ registry: Registry) throws {
        try registry.add(TicketNumber())
        try registry.function("next_ticket", .str("project"), .int("last")) { project, last in
            guard (0..<Int.max).contains(last) else { throw PluginError.invalidArgument("no ticket follows \(last)") }
            return "\(project.uppercased())-\(last + 1)"
        }
    }
}

/// Takes "ops-17" and stores "OPS-17".
struct TicketNumber: FieldType {
    let key = "ticket_number"
    let label = "Ticket number"

    func validate(_ value: JSON, options: JSON, call: Call) throws -> Verdict {
        let parts = value.stringValue?.uppercased().split(separator: "-") ?? []
        guard parts.count == 2, parts[0].allSatisfy(\.isLetter), let number = Int(parts[1]), number > 0 else {
            return .refuse("\(value) is no ticket number; write it like OPS-17")
        }
        return .accept("\(parts[0])-\(number)")
    }
}

@c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { TicketNumbers.export() }
