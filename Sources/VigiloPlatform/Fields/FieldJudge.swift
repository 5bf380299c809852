// Field types, asked for their verdicts on values of custom fields.

import VigiloExtensionPoints
import VigiloJSON

/// Asks the types of fields, built in or plugins', for their verdicts.
///
/// A plugin's verdict may take seconds, so nothing here is ever called inside a transaction.
struct FieldJudge: Sendable {
    let registry: Registry

    enum Judgement: Sendable {
        /// The value as it is to be stored.
        case accepted(JSONValue)
        /// The type's own sentence.
        case refused(String)
        /// The type is not there, and this says so.
        case gone(String)
        /// The type was asked and could not judge, which is nobody's fault who typed a value.
        case failed(ExtensionError)
    }

    /// The type of a field; nil if it is not there, or there from another plugin than the field was defined with.
    func type(of field: CustomField) -> (any FieldType)? {
        registry.fieldType(field.fieldType).flatMap { $0.owner == field.owner ? $0.value : nil }
    }

    func judge(_ value: JSONValue, for field: CustomField, in workspace: Workspace) async -> Judgement {
        if value.isNested(deeperThan: FieldLimits.maximumDepth) {
            return .refused("It is nested more than \(FieldLimits.maximumDepth) levels deep.")
        }
        guard let type = type(of: field) else { return .gone(sentenceOnGoneType(of: field)) }
        let judgement = await Self.judge(value, options: field.options, type, CallContext(workspace))
        switch judgement {
        case .failed(let error) where error.code == .unavailable: return .gone(sentenceOnGoneType(of: field))
        case .accepted(let value) where value.isNested(deeperThan: FieldLimits.maximumDepth):
            let sentence =
                "the type '\(field.fieldType)' of '\(field.owner)' made a value of it that is nested too deep"
            return .failed(ExtensionError(.contractBroken, sentence))
        default: return judgement
        }
    }

    static func judge(
        _ value: JSONValue, options: JSONValue, _ type: any FieldType, _ context: CallContext
    ) async -> Judgement {
        do throws(ExtensionError) {
            switch try await type.validate(value, options: options, context: context) {
            case .accepted(let normalised): return .accepted(normalised)
            case .refused(let sentence): return .refused(sentence)
            }
        } catch {
            switch error.code {
            case .refused, .invalidArgument: return .refused(error.sentence)
            case .failed, .unavailable, .deadlineExceeded, .contractBroken: return .failed(error)
            }
        }
    }

    /// Why a field cannot be written, and what its plugin is called.
    func sentenceOnGoneType(of field: CustomField) -> String {
        if let other = registry.fieldType(field.fieldType)?.owner {
            return "It cannot be written: its type '\(field.fieldType)' came from the plugin '\(field.owner)', and now "
                + "comes from '\(other)'. Change the field's definition to take that one."
        }
        return "It cannot be written: its type '\(field.fieldType)' comes from the plugin '\(field.owner)', which is "
            + "not active. What is stored stays as it is."
    }
}

extension CallContext {
    init(_ workspace: Workspace, timeout: Duration = CallContext.defaultTimeout) {
        self.init(workspace: WorkspaceReference(id: workspace.id, slug: workspace.slug), timeout: timeout)
    }
}
