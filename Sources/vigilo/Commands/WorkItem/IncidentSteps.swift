// The steps of an incident.

enum InvestigateIncident: WorkItemStep {
    typealias Kind = Incidents
    static let verb = "investigate"
    static let status = "investigating"
    static let abstract = "Say that an open incident is being investigated."
}

enum MitigateIncident: WorkItemStep {
    typealias Kind = Incidents
    static let verb = "mitigate"
    static let status = "mitigated"
    static let abstract = "Say that an incident is mitigated."
}

enum ResolveIncident: WorkItemStep {
    typealias Kind = Incidents
    static let verb = "resolve"
    static let status = "resolved"
    static let abstract = "Say that a mitigated incident is resolved."
}

enum ReviewIncident: WorkItemStep {
    typealias Kind = Incidents
    static let verb = "review"
    static let status = "post_mortem"
    static let abstract = "Take a resolved incident to its post-mortem."
}
