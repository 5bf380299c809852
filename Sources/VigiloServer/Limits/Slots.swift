// How many of something may be under way at once.

import Synchronization

/// Places, of which there is a fixed number.
final class Slots: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    init(_ limit: Int) {
        self.limit = limit
    }

    /// A place; nil if all are taken.
    func take() -> Slot? {
        taken.withLock { taken in
            guard taken < limit else { return nil }
            taken += 1
            return Slot(of: self)
        }
    }

    fileprivate func giveBack() {
        taken.withLock { $0 -= 1 }
    }
}

/// A place that is taken for as long as somebody holds on to this.
final class Slot: Sendable {
    private let slots: Slots

    fileprivate init(of slots: Slots) {
        self.slots = slots
    }

    deinit { slots.giveBack() }
}
