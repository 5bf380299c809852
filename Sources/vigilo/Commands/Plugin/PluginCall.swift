// vigilo plugin call: a plugin's typed function, from the shell.

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct PluginCall: Command {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Call a typed function of a plugin and print its result.",
        discussion: """
            Arguments go by name, in any order:

              key=value   as the parameter's type wants it:
                          str          the text as it is, even 123 or true
                          a number     3, 0.5
                          bool         true, false
                          json         JSON, or else the text
                          bytes        Base64
              key:=JSON   exactly this JSON

            vigilo plugin info NAME shows the functions and their parameters.

            EXAMPLES:
              vigilo plugin call risk_math.risk_score severity=3 exposure=0.5 owner=ops
              vigilo plugin call labels.join 'parts:=["a","b"]' separator=,
              jq -n '{severity: 3, exposure: 0.5, owner: "ops"}' |
                vigilo plugin call risk_math.risk_score --input -
            """
    )

    @Argument(
        help: ArgumentHelp("The plugin and its function.", valueName: "plugin.function"), transform: FunctionName.init)
    var function: FunctionName

    @Argument(help: ArgumentHelp("The arguments, by name.", valueName: "key=value"), transform: Assignment.init)
    var arguments: [Assignment] = []

    @Option(
        help: ArgumentHelp("Arguments as a JSON object, from a file or - for stdin.", valueName: "file"),
        completion: .file())
    var input: String?

    @Option(help: ArgumentHelp("How long to wait.", valueName: "seconds"))
    var timeout = 120

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(FunctionResultBody.self) }

    func validate() throws {
        guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout must be 1 to 86400 seconds") }
    }

    func run(_ session: Session) async throws {
        var values = try input.map { try JSONInput.object(from: $0, session.surroundings) } ?? [:]
        let given = try Assignment.unique(arguments)
        let client = try session.client()
        // A text that is no JSON can only be meant as a text: then the types need not be known.
        let isAmbiguous = given.contains { !$0.isJSON && $0.asJSON != nil }
        let types = isAmbiguous ? try await parameterTypes(client) : [:]
        for assignment in given { values[assignment.key] = assignment.value(for: types[assignment.key]) }

        let path = Path.functionCall(plugin: function.plugin, function: function.name)
        let answer = try await client.post(
            path, FunctionCallBody(arguments: values), as: FunctionResultBody.self, timeout: .seconds(timeout))
        if global.json {
            try session.output.show(json: try answer.json())
        } else {
            try show(try answer.body().result, session.output)
        }
    }

    /// The parameters' types by name; none for a function that there is not, as the call itself will say so.
    private func parameterTypes(_ client: Client) async throws -> [String: String] {
        let plugin = try await client.get(Path.plugin(function.plugin), as: PluginBody.self).body()
        let known = plugin.functions.first { $0.name == function.name }
        return known.map { Assignment.parameterTypes(inSignature: $0.signature) } ?? [:]
    }

    /// A function that returns nothing prints nothing.
    private func show(_ result: JSONValue, _ output: Output) throws {
        switch result {
        case .null: break
        case .string(let text): try output.show(bare: text)
        default: try output.show(json: result)
        }
    }
}
