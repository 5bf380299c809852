// An answer as it is kept for repeats, and the seal on it.

import Crypto
import VigiloJSON
import VigiloStore

/// An answer that was given once and can be given again.
public struct KeptAnswer: Sendable, Equatable {
    public var status: Int
    /// In their order, by name and value.
    public var headers: [(name: String, value: String)]
    /// Text: bodies are JSON.
    public var body: String

    public init(status: Int, headers: [(name: String, value: String)], body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public static func == (one: KeptAnswer, other: KeptAnswer) -> Bool {
        one.status == other.status && one.body == other.body && one.headers.elementsEqual(other.headers, by: ==)
    }
}

/// An answer under its seal: AES-256-GCM with a key that only the sender of the request can make again.
struct SealedAnswer {
    var salt: [UInt8]
    var box: [UInt8]

    init(salt: [UInt8], box: [UInt8]) {
        self.salt = salt
        self.box = box
    }

    init(_ answer: KeptAnswer, for request: RepeatableRequest) throws {
        salt = MarkedSecret.randomBytes()
        let members: JSONValue = [
            "status": .integer(Int64(answer.status)), "body": .string(answer.body),
            "headers": .array(answer.headers.map { [.string($0.name), .string($0.value)] }),
        ]
        let sealed = try AES.GCM.seal(Array(members.canonicalText.utf8), using: request.sealingKey(salt: salt))
        guard let combined = sealed.combined else { throw CryptoKitError.incorrectParameterSize }
        box = Array(combined)
    }

    func opened(by request: RepeatableRequest) throws -> KeptAnswer {
        let text = try AES.GCM.open(AES.GCM.SealedBox(combined: box), using: request.sealingKey(salt: salt))
        let members = try JSONValue(parsing: text)
        guard let status = members["status"]?.integerValue, let body = members["body"]?.stringValue,
            let headers = members["headers"]?.arrayValue
        else { throw StoreError(.corrupt, "A kept answer is damaged.") }
        return KeptAnswer(
            status: Int(status),
            headers: headers.compactMap { pair in
                guard let pair = pair.arrayValue, let name = pair.first?.stringValue, let value = pair.last?.stringValue
                else { return nil }
                return (name, value)
            }, body: body)
    }
}
