// Whoever destroys something is asked first.

extension Session {
    /// Goes on if a person at the terminal says yes, or if `--yes` was given.
    ///
    /// - Parameters:
    ///   - question: Asked only where somebody can be asked: finding the words may cost a request.
    ///   - what: What does not happen otherwise; completes "nothing was ...".
    func confirm(isGiven: Bool, _ what: String, question: () async throws -> String) async throws {
        guard !isGiven else { return }
        guard let prompt = surroundings.prompt else {
            throw Failure(
                .usage, code: "confirmation_missing",
                "nothing was \(what): this asks first, and there is no terminal to ask on",
                hint: "Give --yes if you mean it.")
        }
        let answer = try prompt.ask(SafeText.line(try await question()) + " (y/N)", standard: nil)
        guard ["y", "yes"].contains(answer?.lowercased()) else {
            output.note("Nothing was \(what).")
            throw Verdict.failed
        }
    }
}
