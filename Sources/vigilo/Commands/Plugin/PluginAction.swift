// What is done to one plugin by a word: the request, and what came of it.

import VigiloClient
import VigiloWire

/// `enable`, `disable`, `reload`, `release` or `rollback`.
struct PluginAction {
    var word: String
    /// Whether the plugin shall be active then; if not, the command exits 1.
    var isToBeActive = true

    func run(on name: String, _ session: Session) async throws {
        let path = Path.pluginAction(word, on: name)
        let answer = try await session.client().post(path, as: PluginBody.self, timeout: Patience.plugin)
        try session.output.show(answer, names: { [$0.displayName] }, view: \.outcomeView)
        if isToBeActive, try !answer.body().isAsItShouldBe { throw Verdict.failed }
    }
}
