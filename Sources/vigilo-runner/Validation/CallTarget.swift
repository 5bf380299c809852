// What of a plugin can be called, and what came of a call.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

/// What came of a call.
enum CallOutcome: Equatable, Sendable {
    case value(JSONValue?)
    case refused(String)
    case failed(ExtensionError)

    /// The contract's breach, if it is one.
    var breach: String? {
        guard case .failed(let error) = self, error.code == .contractBroken else { return nil }
        return error.sentence
    }

    /// The deadline's sentence, if it was missed.
    var isOverdue: Bool {
        guard case .failed(let error) = self else { return false }
        return error.code == .deadlineExceeded
    }
}

/// One function of a plugin that the host may call.
struct CallTarget: Sendable {
    enum Inputs: Sendable {
        /// A value and its schema's owner's configuration.
        case valueAndOptions(schema: JSONValue?)
        /// A configuration only.
        case configuration(schema: JSONValue?)
        case nothing
        case arguments(FunctionSignature)
    }

    /// "field type 'port'".
    let subject: String
    let inputs: Inputs
    /// Whether the same inputs must give the same outcome.
    let isPure: Bool
    private let body: @Sendable (JSONValue, JSONValue, CallContext) async throws(ExtensionError) -> CallOutcome

    /// `value` is a field's value, a message, or a function's arguments by name; `options` a configuration.
    func call(_ value: JSONValue, _ options: JSONValue, timeout: Duration = .seconds(20)) async -> CallOutcome {
        do throws(ExtensionError) {
            return try await body(
                value, options, CallContext(workspace: ValidationServices.workspace, timeout: timeout))
        } catch {
            return .failed(error)
        }
    }

    private init(
        _ subject: String, _ inputs: Inputs, isPure: Bool,
        _ body: @escaping @Sendable (JSONValue, JSONValue, CallContext) async throws(ExtensionError) -> CallOutcome
    ) {
        self.subject = subject
        self.inputs = inputs
        self.isPure = isPure
        self.body = body
    }
}

extension TestedPlugin {
    /// Everything that can be called.
    var targets: [CallTarget] {
        let isPure = plugin.descriptor.isPure
        return draft.fieldTypes.flatMap { CallTarget.of($0, isPure: isPure) }
            + draft.dashboardWidgets.map { CallTarget.of($0, isPure: isPure) }
            + draft.integrationAdapters.flatMap { CallTarget.of($0) } + draft.periodicTasks.map { CallTarget.of($0) }
            + draft.functions.map { CallTarget.of($0) }
    }
}

extension CallTarget {
    fileprivate static func of(_ type: any FieldType, isPure: Bool) -> [CallTarget] {
        let inputs = Inputs.valueAndOptions(schema: type.optionsSchema)
        return [
            CallTarget("field type '\(type.key)'", inputs, isPure: isPure) {
                value, options, context throws(ExtensionError) in
                switch try await type.validate(value, options: options, context: context) {
                case .accepted(let normalised): .value(normalised)
                case .refused(let sentence): .refused(sentence)
                }
            },
            CallTarget("describe of field type '\(type.key)'", inputs, isPure: isPure) {
                value, options, context throws(ExtensionError) in
                .value(try await type.describe(value, options: options, context: context).map(JSONValue.string))
            },
        ]
    }

    fileprivate static func of(_ widget: any DashboardWidget, isPure: Bool) -> CallTarget {
        CallTarget("dashboard widget '\(widget.key)'", .configuration(schema: widget.configSchema), isPure: isPure) {
            _, config, context throws(ExtensionError) in
            .value(try await widget.load(config: config, context: context))
        }
    }

    fileprivate static func of(_ adapter: any IntegrationAdapter) -> [CallTarget] {
        let name = "integration adapter '\(adapter.key)'"
        let inputs = Inputs.valueAndOptions(schema: adapter.configSchema)
        var targets = [
            CallTarget("check of \(name)", .configuration(schema: adapter.configSchema), isPure: false) {
                _, config, context throws(ExtensionError) in
                try await adapter.check(config: config, context: context)
                return .value(nil)
            },
            CallTarget("send of \(name)", inputs, isPure: false) { message, config, context throws(ExtensionError) in
                .value(try await adapter.send(message, config: config, context: context))
            },
        ]
        if adapter.canReceive {
            targets.append(
                CallTarget("receive of \(name)", inputs, isPure: false) {
                    payload, config, context throws(ExtensionError) in
                    .value(
                        try await adapter.receive(Array(payload.canonicalText.utf8), config: config, context: context))
                })
        }
        return targets
    }

    fileprivate static func of(_ task: any PeriodicTask) -> CallTarget {
        CallTarget("periodic task '\(task.key)'", .nothing, isPure: false) { _, _, context throws(ExtensionError) in
            .value(try await task.run(context: context))
        }
    }

    fileprivate static func of(_ function: any TypedFunction) -> CallTarget {
        CallTarget("function '\(function.name)'", .arguments(function.signature), isPure: function.isPure) {
            arguments, _, context throws(ExtensionError) in
            .value(try await function.call(arguments.objectValue ?? [:], context: context))
        }
    }
}
