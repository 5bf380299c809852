// Telling those who follow the audit log, as a service.

import ServiceLifecycle
import VigiloPlatform

/// Tells those who follow the audit log of new rows until the daemon stops.
struct FeedService: Service {
    let feed: AuditFeed

    func run() async {
        await cancelWhenGracefulShutdown { await feed.run() }
    }
}
