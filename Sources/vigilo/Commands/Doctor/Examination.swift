// The checks of vigilo doctor, in the order in which one thing needs the other.

import VigiloClient
import VigiloWire

struct Examination {
    private let session: Session

    init(_ session: Session) {
        self.session = session
    }

    func diagnoses() async -> [Diagnosis] {
        let configuration = ConfigurationExamination(session)
        let first = configuration.diagnosis
        guard let settings = configuration.settings else { return [first] + Self.skipped(Self.names) }
        guard let client = try? session.client(settings) else {
            let failure: any Error = Result { try settings.host() }.error ?? CancellationError()
            return [first, .failed("daemon", failure)] + Self.skipped(Self.names.dropFirst())
        }
        do {
            let status = try await client.get(Path.status, as: StatusBody.self).body()
            let daemon = DaemonExamination(client: client, status: status, settings: settings)
            return [first] + (await daemon.diagnoses())
        } catch .problem(let problem) where [401, 403].contains(problem.status) {
            let found = settings.token == nil ? "there is none" : problem.detail
            return [
                first, .passed("daemon", "it answers at \(client.host)"),
                .failed("token", found, cure: "Run vigilo configure to store a valid token, or set VIGILO_TOKEN."),
            ] + Self.skipped(Self.names.dropFirst(2))
        } catch {
            return [first, .failed("daemon", error)] + Self.skipped(Self.names.dropFirst())
        }
    }

    private static let names = ["daemon", "token", "version", "workspace", "plugins", "taints"]

    private static func skipped(_ names: some Sequence<String>) -> [Diagnosis] {
        names.map { .skipped($0, "not checked, because of what is wrong above") }
    }
}

extension Result {
    fileprivate var error: Failure? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}
