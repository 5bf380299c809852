// Names that say that what they name is a secret.

import VigiloJSON

/// Reads names (of members, of parameters) for whether they name a secret.
///
/// Case and separators do not count: `apiKey`, `API_KEY` and `api-key` are one name. What names a secret anywhere in it
/// counts (`slack_token_v2`): a setting too many is left out of an export and told there, a secret that is in one is
/// lost.
enum SecretName {
    private static let parts = [
        "password", "passwd", "passphrase", "passcode", "passwort", "kennwort", "pwd", "secret", "token", "credential",
        "apikey", "appkey", "applicationkey", "privatekey", "privkey", "accesskey", "signingkey", "encryptionkey",
        "decryptionkey", "authkey", "sshkey", "deploykey", "masterkey", "sharedkey", "sessionkey", "hmackey",
        "webhookkey", "accountkey", "licensekey", "storagekey", "servicekey", "subscriptionkey", "consumerkey",
        "routingkey", "integrationkey", "bearer", "authorization", "connectionstring", "sessionid", "pincode",
        "recoverycode", "backupcode", "totp",
    ]
    /// Too short to be looked for inside of others: they count as the last word.
    private static let lastWords: Set = [
        "pass", "pin", "jwt", "cookie", "cookies", "cred", "creds", "otp", "psk", "dsn",
    ]
    /// Words that have one of the parts in them and name no secret.
    private static let innocent = ["secretary", "secretaries", "secretariat", "tokenizer", "tokeniser"]

    static func isSecret(_ name: String) -> Bool {
        let words = words(of: name)
        if let last = words.last, lastWords.contains(last) { return true }
        var squashed = words.joined()
        if squashed == "auth" { return true }
        for word in innocent where squashed.contains(word) { squashed.replace(word, with: " ") }
        return parts.contains { squashed.contains($0) }
    }

    /// Whether what is reached under the name is a secret if it is reached by a URL: who knows it may send.
    static func isHook(_ name: String) -> Bool {
        let squashed = words(of: name).joined()
        return squashed.contains("webhook") || squashed.contains("hookurl")
    }

    /// Lower-case words: `slackAPI_token` is slack, api, token.
    private static func words(of name: String) -> [String] {
        var words = [""]
        var wasLower = false
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if wasLower { words.append("") }
                words[words.count - 1].unicodeScalars.append(Unicode.Scalar(byte | 0x20))
                wasLower = false
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                words[words.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
                wasLower = true
            default:
                words.append("")
                wasLower = false
            }
        }
        return words.filter { !$0.isEmpty }
    }
}

extension JSONValue {
    /// Whether a secret's name says nothing about it: it tells whether there is one, and no more.
    var tellsNothing: Bool {
        if case .bool = self { return true }
        return isBlank
    }

    /// Whether it is nothing, of whatever type.
    var isBlank: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        case .bool, .integer, .unsigned, .number: false
        }
    }

    /// Whether there is a URL anywhere in it.
    var hasURL: Bool {
        switch self {
        case .string(let text): text.contains("://")
        case .array(let values): values.contains(where: \.hasURL)
        case .object(let members): members.values.contains(where: \.hasURL)
        case .null, .bool, .integer, .unsigned, .number: false
        }
    }
}
