// What a look at the plugin folders has found.

import VigiloClient
import VigiloWire

extension Session {
    /// Has the daemon look at the plugin folders, and shows what happened.
    func scan(_ path: String) async throws {
        let answer = try await client().post(path, as: PluginScanBody.self, timeout: Patience.pluginFolders)
        try output.show(answer, names: { $0.events.map(\.displayName) }) { scan in
            let width = scan.events.reduce(0) { max($0, TextWidth.of(SafeText.line($1.title))) }
            let lines = scan.events.map { PluginEventLine(event: $0, titleWidth: width, hasTime: false) }
            let events: [any Renderable] = lines.isEmpty ? [Paragraph("Nothing has changed.")] : lines
            return events + [Paragraph.blank, Paragraph(Wording.plugins(scan.plugins), .faint)]
        }
    }
}
