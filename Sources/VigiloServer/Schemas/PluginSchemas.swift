// The schemas of bodies about plugins.

import VigiloWire

extension Schema {
    static let pluginState = Schema.choice("active", "disabled", "refused", "quarantined", "retired", "missing")
}

extension PluginBody: Described {
    static let schema = Schema.answer(
        "Plugin", "One file in a plugin directory.",
        [
            "name": .text.optional, "kind": .text.optional, "version": .text.optional,
            "compatible_with": .text.optional, "state": .pluginState,
            "reason": .text.saying("The stable code of every state but active.").optional, "message": .text.optional,
            "file": .text, "sha256": .sha256.optional, "size_bytes": .count.optional, "since": .time,
            "isolation": .text, "is_thread_safe": .flag.optional, "is_pure": .flag.optional,
            "load_microseconds": .count, "compiler": .text.optional, "extensions": .list(of: Extension.schema),
            "functions": .list(of: Function.schema), "calls": Calls.schema, "signer": .text.optional,
            "warnings": .list(of: PluginWarningBody.schema), "backtrace": .list(of: .text),
            "replacement": PluginReplacementBody.schema.optional, "former": FormerPluginBody.schema.optional,
            "generations": .count,
        ])
}

extension PluginBody.Extension: Described {
    static let schema = Schema.answer(
        "PluginExtension", "One thing that a plugin registered.", ["kind": .text, "key": .text, "label": .text])
}

extension PluginBody.Function: Described {
    static let schema = Schema.answer(
        "PluginFunction", "A typed function of a plugin.",
        ["name": .text, "signature": .text, "summary": .text.optional, "is_pure": .flag])
}

extension PluginBody.Calls: Described {
    static let schema = Schema.answer("PluginCalls", "How often it was called.", ["total": .count, "failed": .count])
}

extension PluginWarningBody: Described {
    static let schema = Schema.answer(
        "PluginWarning", "Something that an operator should know.", ["code": .text, "message": .text])
}

extension PluginReplacementBody: Described {
    static let schema = Schema.answer(
        "PluginReplacement", "A newer file that was not taken in; the older one goes on serving.",
        [
            "state": .pluginState, "reason": .text, "message": .text, "version": .text.optional,
            "sha256": .sha256.optional, "since": .time,
        ])
}

extension FormerPluginBody: Described {
    static let schema = Schema.answer(
        "FormerPlugin", "A version that was installed before and is kept.",
        ["version": .text.optional, "sha256": .sha256, "since": .time])
}

extension FunctionCallBody: Described {
    static let schema = Schema.input(
        "FunctionCall", "A call of a typed function.", ["arguments": .anyObject.saying("By the parameters' names.")])
}

extension FunctionResultBody: Described {
    static let schema = Schema.answer("FunctionResult", "What a function returned.", ["result": .anything])
}
