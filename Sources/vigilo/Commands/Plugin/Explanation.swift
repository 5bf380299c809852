// What the loader would say of a file: asked of the daemon, or of vigilod itself.

import FoundationEssentials
import VigiloClient
import VigiloJSON
import VigiloWire

extension Session {
    /// Every check of the loader on a file that need not be installed. Where no daemon can be reached, `vigilod
    /// explain` makes the same checks by the same code.
    func explanation(of file: String, isOffline: Bool) async throws -> any Told<ExplanationBody> {
        let path = try AbsolutePath.of(file)
        guard !isOffline else { return try OfflineExplanation(of: path, surroundings) }
        let client = try client()
        do {
            let body = PluginFileBody(file: path)
            return try await client.post(
                Path.pluginExplanations, body, as: ExplanationBody.self, timeout: Patience.plugin)
        } catch ClientError.unreachable(let reason, let host) {
            let error = ClientError.unreachable(reason, host)
            guard ChildProgram.find(OfflineExplanation.program, surroundings) != nil else { throw error }
            output.note("There is \(error.sentence); checked by vigilod without one.")
            return try OfflineExplanation(of: path, surroundings)
        }
    }
}

/// What `vigilod explain` told.
private struct OfflineExplanation: Told {
    static let program = "vigilod"
    private let explanation: ExplanationBody
    private let document: JSONValue

    init(of path: String, _ surroundings: Surroundings) throws(Failure) {
        guard let program = ChildProgram.find(Self.program, surroundings) else {
            throw Failure(
                .unreachable, code: "program_missing", "there is no vigilod beside this program nor on PATH",
                hint: "Install it, or leave --offline out to ask a daemon that runs.")
        }
        let result = try ChildProgram.run(program, ["explain", path, "--json"])
        // 1 is the verdict that it would be refused.
        guard result.status == 0 || result.status == 1, !result.output.isEmpty else {
            let reason = result.errorText.split(separator: "\n").first.map { ": \($0)" } ?? " and did not say why"
            throw Failure(.failed, code: "explain_failed", "vigilod explain ended with \(result.status)\(reason)")
        }
        do {
            explanation = try JSONDecoder().decode(ExplanationBody.self, from: Data(result.output))
            document = try JSONValue(parsing: result.output)
        } catch {
            throw Failure(
                .internalError, code: "protocol_broken", "what \(program) told cannot be read",
                hint: "Check with vigilod --version that it is of the same version as vigilo.")
        }
    }

    func body() -> ExplanationBody { explanation }
    func json() -> JSONValue { document }
}
