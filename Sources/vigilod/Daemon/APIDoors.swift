// Where the API is served: on the socket, and on a loopback address if one is wanted.

import Logging
import NIOCore
import ServiceLifecycle
import VigiloServer

/// The places at which the API is served.
struct APIDoors: Sendable {
    let api: API
    let socket: String
    let loopback: LoopbackAddress?
    let eventLoops: any EventLoopGroup
    let logger: Logger

    /// - Parameter onSocket: Runs once the socket answers.
    func services(onSocket: @escaping @Sendable () -> Void) -> [any Service] {
        var places: [API.Place] = [.socket(path: socket)]
        if let loopback { places.append(.loopback(address: loopback.address, port: loopback.port)) }
        // A third of the descriptors is for the event loops, the database, the plugins and whatever else opens files.
        let mostConnections = ProcessState.raiseDescriptorLimit() * 2 / 3
        let services = api.services(
            at: places, eventLoops: eventLoops, mostConnections: mostConnections / places.count, logger: logger
        ) { [logger] place, port in
            switch place {
            case .socket: onSocket()
            case .loopback(let address, _):
                logger.info("Listening on TCP", metadata: ["address": "\(address)", "port": "\(port ?? 0)"])
            }
        }
        guard let loopback, services.count == 2 else { return services }
        return [services[0], LoopbackService(service: services[1], address: loopback)]
    }
}

/// The loopback's service, which says what is wrong if the address cannot be had.
private struct LoopbackService: Service {
    let service: any Service
    let address: LoopbackAddress

    func run() async throws {
        do {
            try await service.run()
        } catch let error as IOError {
            throw Failure(
                .socket, "The address \(address) cannot be listened on: \(SystemError(number: error.errnoCode)).",
                hint: "Choose another port with --tcp, or in the configuration file (server.tcp).")
        }
    }
}
