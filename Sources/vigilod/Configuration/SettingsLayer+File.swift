// What the configuration file says.

import Logging
import VigiloJSON
import VigiloServer

extension SettingsLayer {
    /// Reads the text of `vigilod.toml`; every mistake in it is told, each with its line.
    ///
    /// - Parameter path: Where the text is from. Relative paths in it are taken from its folder.
    init(file path: String, text: String) throws(Failure) {
        let members: [String: JSONValue]
        do {
            members = try TOMLDocument.members(of: text)
        } catch {
            throw Failure(.usage, "\(path):\(error.line): this is not TOML: \(error.message).")
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        var table = SettingsTable(members, file: path, text: text)
        dataDirectory = table.value("data_dir", "a string", \.stringValue) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: folder)
        }
        socketPath = table.value("socket", "a string", \.stringValue) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: folder)
        }
        pluginDirectories = table.value("plugins_dirs", "a list of strings", \.stringsValue) {
            texts throws(SettingMistake) in
            try SettingValue.paths(texts, relativeTo: folder)
        }
        runner = table.value("runner", "a string", \.stringValue) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: folder)
        }
        probeDeadline = table.value("probe_deadline", "a number of seconds", \.doubleValue, SettingValue.deadline)
        regions = table.value("regions", "a list of strings", \.stringsValue, SettingValue.regions)
        table.within("server") { server in
            loopback = server.value("tcp", "a string", \.stringValue) { text throws(SettingMistake) in
                try LoopbackAddress(text)
            }
        }
        table.within("log") { log in
            logLevel = log.value("level", "a string", \.stringValue, SettingValue.logLevel)
            logFormat = log.value("format", "a string", \.stringValue, SettingValue.logFormat)
        }
        table.within("audit") { audit in
            auditKeyFile = audit.value("key_file", "a string", \.stringValue) { text throws(SettingMistake) in
                try SettingValue.path(text, relativeTo: folder)
            }
            witnesses = audit.value("witnesses", "a list of tables", \.arrayValue, WitnessSetting.list)
            witnessQuorum = audit.value("quorum", "a number of witnesses", \.integerValue, SettingValue.quorum)
            auditRetentionDays = audit.value(
                "retention_days", "a whole number of days", \.integerValue, SettingValue.retentionDays)
            outlets = audit.outlets(relativeTo: folder)
        }
        table.within("trust") { trust in
            checksOwners = trust.value("check_owners", "true or false", \.boolValue) { $0 }
            requiresSignature = trust.value("require_signature", "true or false", \.boolValue) { $0 }
            allowedSigners = trust.value("allowed_signers", "a string", \.stringValue) { text throws(SettingMistake) in
                try SettingValue.path(text, relativeTo: folder)
            }
            deniedSHA256 = trust.value(
                "denied_sha256", "a table of SHA-256 sums and reasons", \.textsValue, SettingValue.deniedSums)
            allowedSHA256 = trust.value("allowed_sha256", "a list of strings", \.stringsValue, SettingValue.sums)
        }
        table.within("witness") { witness in
            witnessedLogs = witness.value("logs", "a list of strings", \.stringsValue, WitnessSetting.logs)
        }
        table.within("plugins") { sections in
            plugins = sections.objects()
        }
        let mistakes = table.allMistakes
        guard mistakes.isEmpty else { throw Failure(.usage, mistakes.joined(separator: "\n")) }
    }
}

extension JSONValue {
    /// The texts of a table of nothing but texts.
    fileprivate var textsValue: [String: String]? {
        guard let members = objectValue else { return nil }
        let texts = members.compactMapValues(\.stringValue)
        return texts.count == members.count ? texts : nil
    }

    /// The strings of a list of nothing but strings.
    fileprivate var stringsValue: [String]? {
        guard let values = arrayValue else { return nil }
        let strings = values.compactMap(\.stringValue)
        return strings.count == values.count ? strings : nil
    }
}
