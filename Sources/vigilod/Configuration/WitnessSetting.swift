// A witness of this installation's logs, as the configuration names it.

import VigiloAudit
import VigiloJSON

/// A witness that is asked to sign checkpoints.
struct WitnessSetting: Sendable, Equatable {
    var name: String
    /// Checks its signatures.
    var key: VerifierKey
    /// Where it is asked: `http://`, `https://`, or `http+unix://` with the socket's path, percent-encoded.
    var url: String

    /// More are not asked.
    static let most = 32

    /// Reads `[[audit.witnesses]]`.
    static func list(_ values: [JSONValue]) throws(SettingMistake) -> [WitnessSetting] {
        guard values.count <= most else { throw SettingMistake(message: "has more than \(most) witnesses") }
        var witnesses: [WitnessSetting] = []
        for value in values {
            guard let members = value.objectValue else {
                throw SettingMistake(message: "must be tables: [[audit.witnesses]] with name, vkey and url")
            }
            let witness = try WitnessSetting(members)
            guard !witnesses.contains(where: { $0.name == witness.name }) else {
                throw SettingMistake(message: "names '\(witness.name)' twice")
            }
            witnesses.append(witness)
        }
        return witnesses
    }

    private init(_ members: [String: JSONValue]) throws(SettingMistake) {
        guard Set(members.keys) == ["name", "vkey", "url"], let name = members["name"]?.stringValue, !name.isEmpty,
            let text = members["vkey"]?.stringValue, let url = members["url"]?.stringValue
        else { throw SettingMistake(message: "must have a name, a vkey and a url each, and nothing else") }
        let schemes = ["http://", "https://", "http+unix://"]
        guard schemes.contains(where: url.hasPrefix) else {
            throw SettingMistake(
                message: "has the url '\(url)', and it must begin with \(schemes.joined(separator: ", "))")
        }
        self.name = name
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        key = try Self.key(text, .cosignature, "'\(name)'")
    }

    /// Reads `witness.logs`.
    static func logs(_ texts: [String]) throws(SettingMistake) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        for text in texts { keys.append(try key(text, .ed25519, "'\(text.prefix(80))'")) }
        return keys
    }

    private static func key(
        _ text: String, _ type: NoteKeyType, _ what: String
    ) throws(SettingMistake) -> VerifierKey {
        do {
            let key = try VerifierKey(parsing: text)
            guard key.type == type else {
                throw SettingMistake(
                    message:
                        "has the wrong kind of key for \(what): \(type == .ed25519 ? "a log's" : "a witness's") is needed"
                )
            }
            return key
        } catch let error as AuditFormatError {
            throw SettingMistake(message: "has a key for \(what) that cannot be read: \(error)")
        } catch let error as SettingMistake {
            throw error
        } catch {
            throw SettingMistake(message: "has a key for \(what) that cannot be read")
        }
    }
}
