// What the API says of one route.

import VigiloJSON

/// What the document says of one route. It is given to the table of routes with the handler: a route without one does not
/// compile.
///
/// What follows from the rest (parts of the path, the schema of the answer, the refusals that every route shares) is not
/// said here but derived, in ``OpenAPIDocument``.
struct Operation: Sendable {
    /// What a request does, should it be carried out twice.
    enum Effect: Sendable {
        /// Nothing: it only looks.
        case nothing
        /// It changes what the database keeps, in one transaction.
        case records
        /// It does things that no transaction can take back.
        case beyond
    }

    /// A good answer.
    enum Success: Int, Sendable {
        case ok = 200
        case created = 201
    }

    /// The name by which generated clients call it: `listMembers`.
    let id: String
    let subject: Subject
    let summary: String
    let details: String?
    let query: [Parameter]
    let body: Content?
    let answers: [Success]
    let effect: Effect?
    /// Statuses of refusals beside those that follow from the rest.
    let refusals: [Int]

    init(
        _ id: String, _ subject: Subject, _ summary: String, _ details: String? = nil, query: [Parameter] = [],
        body: Content? = nil, answers: [Success] = [.ok], effect: Effect? = nil, refuses refusals: [Int] = []
    ) {
        self.id = id
        self.subject = subject
        self.summary = summary
        self.details = details
        self.query = query
        self.body = body
        self.answers = answers
        self.effect = effect
        self.refusals = refusals
    }

    /// What the operations are sorted by in the document.
    enum Subject: String, Sendable, CaseIterable {
        case installation, workspaces, members, roles, invitations, tokens
        case workItems = "work items"
        case certificates, fields, dashboards, plugins, audit
        case templates
    }
}
