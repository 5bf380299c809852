// vigilo api: any request to the daemon, with the token that is stored.

import ArgumentParser
import VigiloClient
import VigiloJSON

struct APICommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Send any request to the daemon's REST API and print the answer's body.",
        discussion: """
            {workspace} in the path stands for the workspace that you work in. Fields are the members of a JSON body; with \
            GET, HEAD and DELETE they are the query instead. A value is JSON where it reads as JSON, else it is text.

            The body is printed whatever the status, byte for byte where it is piped. The exit status follows the answer's \
            status as with every command (vigilo help exit-codes).

            EXAMPLES:
              vigilo api GET /api/v1/me
              vigilo api GET /ws/{workspace}/api/v1/changes -F status=review -F limit=5
              vigilo api POST /ws/{workspace}/api/v1/tasks -F title="Rotate the keys"
              vigilo api PATCH /api/v1/workspaces/acme --input patch.json --include
            """
    )

    @Argument(help: "GET, POST, PATCH, DELETE, ...", completion: .list(["GET", "POST", "PATCH", "DELETE"]))
    var method: String

    @Argument(help: "The path, with its query: /api/v1/...")
    var path: String

    @Option(
        name: [.customShort("F"), .long],
        help: ArgumentHelp("A member of the body, or of the query; may be repeated.", valueName: "key=value"),
        transform: Assignment.init)
    var field: [Assignment] = []

    @Option(
        help: ArgumentHelp("The body, from a file or - for stdin.", valueName: "file"), completion: .file())
    var input: String?

    @Option(help: ArgumentHelp("The body's media type (default: application/json).", valueName: "type"))
    var contentType: String?

    @Flag(name: [.short, .long], help: "Print the status and the headers before the body.")
    var include = false

    @Option(help: ArgumentHelp("How long to wait.", valueName: "seconds"))
    var timeout = 30

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .anything }

    func validate() throws {
        guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout must be 1 to 86400 seconds") }
        guard input == nil || field.isEmpty else { throw ValidationError("Give --input or --field, not both") }
        guard !method.isEmpty, method.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
            throw ValidationError("The method is a word such as GET or POST, not '\(method)'")
        }
        guard path.hasPrefix("/") else {
            throw ValidationError("The path begins with /: vigilo api GET /api/v1/me")
        }
        guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ValidationError("The path has a character that must be percent-encoded, such as a space")
        }
        guard contentType?.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) ?? true else {
            throw ValidationError("--content-type is no media type")
        }
    }

    func run(_ session: Session) async throws {
        let verb = method.uppercased()
        let isQuery = ["GET", "HEAD", "DELETE"].contains(verb)
        let target = try RequestTarget(path, query: isQuery ? try Assignment.unique(field) : [], session)
        let answer = try await target.client.raw(
            verb, target.path, content: try content(isQuery: isQuery, session.surroundings),
            contentType: contentType ?? "application/json", timeout: .seconds(timeout))
        try show(answer, session.output)
        if let problem = answer.problem { throw ClientError.problem(problem) }
        guard (200..<400).contains(answer.status) else {
            throw Failure(.internalError, code: "protocol_broken", "the daemon answered with status \(answer.status)")
        }
    }

    private func content(isQuery: Bool, _ surroundings: Surroundings) throws -> [UInt8]? {
        if let input {
            if input == "-" {
                return try FileBytes.read(from: surroundings.input, "the standard input", atMost: Self.most)
            }
            guard let file = try FileBytes.read(input, atMost: Self.most) else {
                throw Failure(.usage, code: "file_missing", "there is no file \(input)")
            }
            return file.bytes
        }
        guard !isQuery, !field.isEmpty else { return nil }
        let members = try Assignment.unique(field).map { ($0.key, $0.guessedValue) }
        return Array(JSONValue.object(Dictionary(uniqueKeysWithValues: members)).canonicalText.utf8)
    }

    /// Plugin archives are the largest that the daemon takes.
    private static let most = 256 << 20

    private func show(_ answer: RawAnswer, _ output: Output) throws {
        if include {
            let headers = answer.headers.map { "\($0.name): \($0.value)\n" }.joined()
            try output.write("HTTP/1.1 \(answer.status) \(answer.reason)\n" + SafeText.block(headers) + "\n")
        }
        guard !global.quiet, !answer.bytes.isEmpty else { return }
        if global.fields != nil, let value = try? JSONValue(parsing: answer.bytes) {
            return try output.show(json: value)
        }
        if output.isOnTerminal {
            if let value = try? JSONValue(parsing: answer.bytes) { return try output.show(json: value) }
            return try output.show(bare: String(decoding: answer.bytes, as: UTF8.self))
        }
        try output.write(String(decoding: answer.bytes, as: UTF8.self))
    }
}
