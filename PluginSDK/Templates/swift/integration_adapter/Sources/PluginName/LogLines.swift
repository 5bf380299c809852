// The adapter: where messages go.

import VigiloPluginSDK

/// Sends messages to the daemon's log.
///
/// An adapter that speaks to another system does so in `send`. Its schema then has an address and, marked
/// `"secret": true`, what nobody may read.
struct LogLines: IntegrationAdapter {
    let key = "plugin_name"
    let label = "Log lines"
    let configSchema: JSON? = [
        "type": "object",
        "properties": ["prefix": ["type": "string", "description": "Begins each line."]],
    ]

    func check(config: JSON, call: Call) throws {
        _ = try prefix(config)
    }

    func send(_ message: JSON, config: JSON, call: Call) throws -> JSON? {
        guard let text = message["text"]?.stringValue else {
            throw PluginError.refused("a message is an object with a text, like {\"text\": \"the backup is late\"}")
        }
        let line = try LogLine(prefix: try prefix(config), text: text)
        call.log(.info, line.description)
        return ["line": .string(line.description)]
    }

    private func prefix(_ config: JSON) throws -> String {
        guard let member = config["prefix"] else { return "" }
        guard let prefix = member.stringValue else {
            throw PluginError.invalidArgument("the prefix is a text, not a \(member.typeName)")
        }
        return prefix
    }
}
