// Values for the fields of one work item, judged, before they are written.

import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

/// The definitions changed between the judgement and the transaction: judge again.
struct FieldsChanged: Error {}

/// Values that every field's type has judged.
struct FieldDraft: Sendable {
    /// The fields of the item's type as they were when the values were judged.
    let definitions: [CustomField]
    /// nil removes a value.
    private(set) var values: [(field: CustomField, value: JSONValue?)] = []
    /// The first type that was asked and could not judge.
    private(set) var failure: ExtensionError?

    init(definitions: [CustomField]) {
        self.definitions = definitions
    }

    /// What the values change of those that are stored, checked once more inside the transaction that writes them.
    ///
    /// Throws ``FieldsChanged`` where a definition is not what it was.
    func changes(
        to stored: [String: JSONValue], of type: WorkItemType, in workspace: Workspace, _ transaction: Transaction
    ) throws -> [(field: CustomField, old: JSONValue?, new: JSONValue?)] {
        guard try Fields.definitions(of: type, in: workspace.id, transaction) == definitions else {
            throw FieldsChanged()
        }
        var all = stored
        for (field, value) in values { all[field.key] = value }
        guard JSONValue.object(all).canonicalText.utf8.count <= FieldLimits.maximumItemBytes else {
            throw PlatformError.invalid(
                "fields", "are larger than \(FieldLimits.maximumItemBytes / 1024) KiB together",
                in: "the \(type.rawValue)")
        }
        return values.compactMap { field, value in
            stored[field.key] == value ? nil : (field, stored[field.key], value)
        }
    }
}

extension FieldJudge {
    /// Judges what was given for the fields of an item, all of it at once; what is wrong is noted under `fields.KEY`.
    ///
    /// A new item gets defaults and must have what is required. Where a type is gone nothing can be judged: its field
    /// gets no default and is not demanded, so that its plugin's absence does not stop the work.
    func draft(
        _ given: [String: JSONValue], for definitions: [CustomField], isNew: Bool, in workspace: Workspace,
        _ problems: inout InputProblems
    ) async -> FieldDraft {
        var draft = FieldDraft(definitions: definitions)
        refuseUnknown(given, among: definitions, &problems)
        var questions: [Question] = []
        for field in definitions {
            switch wish(for: field, given[field.key], isNew: isNew) {
            case nil: break
            case .problem(let message): problems.add("fields.\(field.key)", message)
            case .sentence(let sentence): problems.add("fields.\(field.key)", sentence: sentence)
            case .remove: draft.add(nil, for: field)
            case .judge(let value): questions.append(Question(field: field, value: value))
            }
        }
        for (question, judgement) in zip(questions, await judgements(on: questions, in: workspace)) {
            draft.take(judgement, on: question.field, &problems)
        }
        return draft
    }

    private struct Question: Sendable {
        let field: CustomField
        let value: JSONValue
    }

    private enum Wish {
        case problem(String)
        case sentence(String)
        case remove
        case judge(JSONValue)
    }

    /// What is to happen with a field; nil: nothing.
    private func wish(for field: CustomField, _ given: JSONValue?, isNew: Bool) -> Wish? {
        let isGone = type(of: field) == nil
        guard let given else {
            guard isNew, field.isActive, !isGone else { return nil }
            if let standard = field.defaultValue { return .judge(standard) }
            return field.isRequired ? .problem("is required") : nil
        }
        if isNew, given == .null, isGone || !field.isActive { return nil }
        guard field.isActive else { return .problem("is no longer in use, and its value stays as it is") }
        if isGone { return .sentence(sentenceOnGoneType(of: field)) }
        if let value = given.unlessNull { return .judge(value) }
        if field.isRequired { return .problem(isNew ? "is required" : "is required, and cannot be removed") }
        return isNew ? nil : .remove
    }

    private func refuseUnknown(
        _ given: [String: JSONValue], among definitions: [CustomField], _ problems: inout InputProblems
    ) {
        let known = definitions.map(\.key)
        let unknown = given.keys.filter { !known.contains($0) }.sorted()
        for (index, key) in unknown.enumerated() {
            guard index < Self.mostSuggestions else {
                problems.add("fields.\(key.prefix(60))", "is not a field here")
                continue
            }
            let active = definitions.filter(\.isActive).map(\.key)
            let all = active.isEmpty ? "there are none" : "there are: \(active.prefix(20).joined(separator: ", "))"
            let hint = NearestName.of(key, among: known).map { "did you mean '\($0)'?" } ?? all
            problems.add("fields.\(key.prefix(60))", "is not a field here; \(hint)")
        }
    }

    /// Looking for the nearest of 200 keys is work, and a body may have tens of thousands of unknown ones.
    private static let mostSuggestions = 20

    /// In the order of the questions; the types are asked at the same time.
    private func judgements(on questions: [Question], in workspace: Workspace) async -> [Judgement] {
        await withTaskGroup(of: (Int, Judgement).self) { group in
            for (index, question) in questions.enumerated() {
                group.addTask { (index, await judge(question.value, for: question.field, in: workspace)) }
            }
            var found: [Int: Judgement] = [:]
            for await (index, judgement) in group { found[index] = judgement }
            return questions.indices.compactMap { found[$0] }
        }
    }
}

extension FieldDraft {
    fileprivate mutating func add(_ value: JSONValue?, for field: CustomField) {
        values.append((field, value))
    }

    fileprivate mutating func take(
        _ judgement: FieldJudge.Judgement, on field: CustomField, _ problems: inout InputProblems
    ) {
        switch judgement {
        case .accepted(let value): values.append((field, value))
        case .refused(let sentence), .gone(let sentence): problems.add("fields.\(field.key)", sentence: sentence)
        case .failed(let error):
            failure =
                failure
                ?? ExtensionError(error.code, "The field '\(field.key)' could not be checked: \(error.sentence)")
        }
    }
}
