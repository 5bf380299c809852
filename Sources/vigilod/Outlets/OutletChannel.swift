// The way to a receiver.

import VigiloPlatform

/// The way to a receiver.
protocol OutletChannel: Sendable {
    /// Returns when the receiver has taken the batch, as far as that can be known; throws if it has not, or if that is not
    /// known. It may then have taken a part of it.
    func send(_ batch: DeliveryBatch) async throws

    /// Lets go of the receiver.
    func close() async
}

/// A receiver that did not take what it was sent; the text is for people, and holds nothing secret.
struct OutletFailure: Error, CustomStringConvertible {
    let description: String
}
