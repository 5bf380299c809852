// The outlets of the configuration, as services.

import Logging
import NIOCore
import VigiloPlatform

extension OutletService {
    /// One service for each outlet. What is wrong with a secret is told before anything is served.
    static func services(
        for outlets: [OutletSettings], _ delivery: AuditDelivery, installation: String,
        secrets: [String: WebhookSecret], eventLoops: any EventLoopGroup, logger: Logger
    ) -> [OutletService] {
        outlets.compactMap { outlet in
            let channel: any OutletChannel
            switch outlet.receiver {
            case .syslog(let address, let facility): channel = SyslogChannel(address, facility: facility)
            case .webhook(let url, _):
                guard let secret = secrets[outlet.name] else { return nil }
                channel = WebhookChannel(url, secret: secret, installation: installation, eventLoops: eventLoops)
            }
            return OutletService(outlet: outlet, channel: channel, delivery: delivery, logger: logger)
        }
    }

    /// The secrets of the webhooks, by the names of their outlets.
    static func secrets(of outlets: [OutletSettings]) throws(Failure) -> [String: WebhookSecret] {
        var secrets: [String: WebhookSecret] = [:]
        for outlet in outlets {
            if case .webhook(_, let file) = outlet.receiver { secrets[outlet.name] = try WebhookSecret(file: file) }
        }
        return secrets
    }
}
