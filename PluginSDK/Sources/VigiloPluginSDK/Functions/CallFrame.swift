// Where a call's arguments are found: in which register, or where on the stack.

internal import CVigiloSlots

/// What an argument takes up.
package enum ArgumentShape: Sendable {
    /// A whole number or a pointer.
    case word
    /// Floating point.
    case real
    /// A view: two words that stay together.
    case pair
}

/// Where an argument is found; a pair's second half is behind its first.
package enum ArgumentPlace: Sendable, Equatable {
    case words(Int)
    case reals(Int)
    case stack(Int)
}

/// Deals registers and stack out to arguments, first to last, by the procedure call standard of the machine.
package struct ArgumentLayout {
    package private(set) var places: [ArgumentPlace] = []
    package private(set) var stackWords = 0
    private var words = 0
    private var reals = 0

    package init() {}

    package mutating func add(_ shape: ArgumentShape) {
        let size = shape == .pair ? 2 : 1
        if shape == .real, reals < Int(VIGILO_SLOT_REALS) {
            places.append(.reals(reals))
            reals += 1
        } else if shape != .real, words + size <= Int(VIGILO_SLOT_WORDS) {
            places.append(.words(words))
            words += size
        } else {
            #if arch(arm64)
                // On AArch64 a pair that found no room closes the registers for whole numbers behind it.
                if shape == .pair { words = Int(VIGILO_SLOT_WORDS) }
            #endif
            places.append(.stack(stackWords))
            stackWords += size
        }
    }
}

/// The registers and the stack of one call.
///
/// SAFETY: the pointers are valid while the slot's handler runs, and the places were dealt out by the same layout that
/// told the slot how many words of the stack to read.
@safe public struct CallFrame {
    let frame: UnsafeMutablePointer<vigilo_slot_frame>

    init(frame: UnsafeMutablePointer<vigilo_slot_frame>) {
        unsafe self.frame = unsafe frame
    }

    /// SAFETY: `frame` is a `vigilo_slot_frame`, filled by the layout of the function that it is given to.
    package init(frame: UnsafeMutableRawPointer) {
        unsafe self.frame = unsafe frame.assumingMemoryBound(to: vigilo_slot_frame.self)
    }

    func word(_ place: ArgumentPlace, offset: Int = 0) -> UInt64 {
        switch place {
        case .words(let index): unsafe frame.pointee.words[index + offset]
        case .stack(let index): unsafe frame.pointee.stack[index + offset]
        case .reals(let index): unsafe frame.pointee.reals[index].bitPattern
        }
    }

    func real(_ place: ArgumentPlace) -> Double {
        Double(bitPattern: word(place))
    }

    func pointer(_ place: ArgumentPlace) -> UnsafeRawPointer? {
        unsafe UnsafeRawPointer(bitPattern: UInt(word(place)))
    }

    /// The text closed by NUL that the argument points to. Bytes that are no UTF-8 become U+FFFD.
    func text(_ place: ArgumentPlace) -> String {
        guard let pointer = unsafe pointer(place) else { return "" }
        return unsafe String(cString: pointer.assumingMemoryBound(to: CChar.self))
    }

    /// A copy of what the view shows.
    func bytes(_ place: ArgumentPlace) -> [UInt8] {
        guard let pointer = unsafe pointer(place) else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: pointer, count: Int(clamping: word(place, offset: 1))))
    }
}
