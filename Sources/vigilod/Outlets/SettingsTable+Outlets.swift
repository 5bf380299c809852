// The outlets of the audit log in the configuration file.

import VigiloJSON

extension SettingsTable {
    /// Reads `[[audit.outlets]]`; nil if there is none.
    mutating func outlets(relativeTo folder: String) -> [OutletSettings]? {
        var outlets: [OutletSettings] = []
        let isThere = tables("outlets") { table in
            guard let outlet = Self.outlet(&table, relativeTo: folder) else { return }
            if outlets.contains(where: { $0.name == outlet.name }) {
                table.note("name", "is '\(outlet.name)', and so is another outlet's")
            }
            outlets.append(outlet)
        }
        return isThere ? outlets : nil
    }

    private static func outlet(_ table: inout SettingsTable, relativeTo folder: String) -> OutletSettings? {
        let name = table.required("name", "a string", \.stringValue, name)
        let kind = table.required("kind", "a string", \.stringValue) { text throws(SettingMistake) in
            guard ["syslog", "webhook"].contains(text) else {
                throw SettingMistake(message: "is '\(text)', and must be syslog or webhook")
            }
            return text
        }
        let from = table.value("from", "a string", \.stringValue) { text throws(SettingMistake) in
            guard ["start", "end"].contains(text) else {
                throw SettingMistake(message: "is '\(text)', and must be start or end")
            }
            return text
        }
        let checkpoints = table.value("checkpoints", "true or false", \.boolValue) { $0 }
        guard let kind, let receiver = receiver(kind, &table, relativeTo: folder), let name else { return nil }
        return OutletSettings(
            name: name, receiver: receiver, fromStart: from == "start", sendsCheckpoints: checkpoints ?? false)
    }

    private static func receiver(
        _ kind: String, _ table: inout SettingsTable, relativeTo folder: String
    ) -> OutletSettings.Receiver? {
        if kind == "syslog" {
            let address = table.required("address", "a string", \.stringValue) { text throws(SettingMistake) in
                try SyslogAddress(text)
            }
            let facility = table.value("facility", "a string", \.stringValue) { text throws(SettingMistake) in
                try SyslogFacility(text)
            }
            return address.map { .syslog($0, facility: facility ?? .local0) }
        }
        let url = table.required("url", "a string", \.stringValue) { text throws(SettingMistake) in
            try WebhookURL(text)
        }
        let secret = table.required("secret_file", "a string", \.stringValue) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: folder)
        }
        guard let url, let secret else { return nil }
        return .webhook(url: url, secretFile: secret)
    }

    private static func name(_ text: String) throws(SettingMistake) -> String {
        let isGood = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
        }
        guard isGood, (1...40).contains(text.utf8.count) else {
            throw SettingMistake(
                message: "is '\(text)', and must be 1 to 40 lower-case letters, digits and hyphens")
        }
        return text
    }
}
