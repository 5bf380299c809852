// What transactions keep in mind beside the database.

/// What the transactions of a database keep in mind: a head that the next row is chained to, say, so that a hundred rows
/// of one commit read it once and write it once.
///
/// It lives from one transaction to the next, as long as they are committed; after one that is not, a new one begins.
/// Another process may write between two transactions, so what is remembered is to be compared with what is stored.
public protocol TransactionMemory: Sendable {
    init()

    /// A part of the transaction begins; ``takeBack()`` is about all that happens from here on.
    mutating func begin()

    /// The part has failed and its statements were undone: to be again as it was at ``begin()``.
    mutating func takeBack()

    /// Writes what must be there when the transaction is committed. The next one begins after it.
    mutating func finish(_ transaction: Transaction) throws(StoreError)
}

/// What one transaction on the writer's thread has beside its connection.
final class TransactionScope {
    private(set) var memories: [ObjectIdentifier: any TransactionMemory]
    /// All notes so far.
    private(set) var notes: [any Sendable] = []
    private var firstNote = 0

    init(memories: [ObjectIdentifier: any TransactionMemory]) {
        self.memories = memories
    }

    func keeping<Memory: TransactionMemory, Result>(
        _ body: (inout Memory) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        let key = ObjectIdentifier(Memory.self)
        // Taken out while it is changed: two holders of one value would copy it.
        var memory = memories.removeValue(forKey: key) as? Memory ?? Memory()
        defer { memories[key] = memory }
        return try body(&memory)
    }

    func leave(_ note: any Sendable) {
        notes.append(note)
    }

    /// The notes of the closure that is being carried out.
    var closureNotes: [any Sendable] { Array(notes[firstNote...]) }

    func beginClosure() {
        firstNote = notes.count
    }

    func begin() {
        for key in memories.keys { memories[key]?.begin() }
    }

    /// Takes back what the closure that is being carried out has left, and all memories to where the last part began.
    func takeBack() {
        notes.removeLast(notes.count - firstNote)
        for key in memories.keys { memories[key]?.takeBack() }
    }

    func finish(_ transaction: Transaction) throws(StoreError) {
        for (key, memory) in memories {
            var memory = memory
            try memory.finish(transaction)
            memories[key] = memory
        }
    }
}
