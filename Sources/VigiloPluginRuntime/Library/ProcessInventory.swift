// The threads and open descriptors of this process, as /proc lists them.

internal import VigiloExtensionPoints

#if canImport(Glibc)
    internal import Glibc
#endif

/// The threads and open descriptors of this process at one moment. Only in a process that is otherwise quiet do two of
/// them tell anything.
struct ProcessInventory {
    /// The name of each thread, by its number.
    let threads: [Int32: String]
    /// What each descriptor leads to, as the system names it.
    let descriptors: [Int32: String]

    init() {
        threads = Self.numbers(in: "/proc/self/task").reduce(into: [:]) { threads, number in
            threads[number] = Self.content(of: "/proc/self/task/\(number)/comm") ?? "?"
        }
        descriptors = Self.numbers(in: "/proc/self/fd").reduce(into: [:]) { descriptors, number in
            // The descriptor that the folder was read through is closed by now, and leads nowhere.
            if let target = Self.target(of: "/proc/self/fd/\(number)") { descriptors[number] = target }
        }
    }

    /// The inventory of now, once threads that are ending have ended: whoever waits for a thread's end goes on a moment
    /// before the system has taken it off its list.
    static func settled(after before: ProcessInventory?) -> ProcessInventory {
        var now = ProcessInventory()
        for _ in 0..<20 where now.threads.count > before?.threads.count ?? 0 {
            usleep(1000)
            now = ProcessInventory()
        }
        return now
    }

    /// What there is in `now` that was not there in this one.
    func warnings(comparedWith now: ProcessInventory) -> [PluginWarning] {
        var warnings: [PluginWarning] = []
        let started = now.threads.filter { threads[$0.key] == nil }.sorted { $0.key < $1.key }.map(\.value)
        if !started.isEmpty {
            let noun = started.count == 1 ? "a thread" : "\(started.count) threads"
            let names = started.map { "'\(ForeignText.shown($0))'" }
            warnings.append(.init(.guardThreads, "it left \(noun) running: \(ProcessChange.list(names))"))
        }
        let opened = now.descriptors.filter { descriptors[$0.key] == nil }.sorted { $0.key < $1.key }
        let replaced = now.descriptors.filter { number, target in
            descriptors[number].map { $0 != target } ?? false
        }.sorted { $0.key < $1.key }
        var clauses: [String] = []
        if !opened.isEmpty {
            let noun = opened.count == 1 ? "a file or socket" : "\(opened.count) files or sockets"
            clauses.append("left \(noun) open: \(ProcessChange.list(opened.map { ForeignText.shown($0.value) }))")
        }
        clauses += replaced.map { "put \(ForeignText.shown($0.value)) in the place of descriptor \($0.key)" }
        if !clauses.isEmpty {
            warnings.append(.init(.guardDescriptors, "it \(ProcessChange.list(clauses))"))
        }
        return warnings
    }

    private static func numbers(in folder: String) -> [Int32] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var numbers: [Int32] = []
        // SAFETY: the entry is the stream's own until the next call; its name is copied, and closed by NUL.
        while let entry = unsafe readdir(stream) {
            let text = unsafe entry.pointee.d_name
            let name = unsafe withUnsafeBytes(of: text) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int32(name) { numbers.append(number) }
        }
        return numbers
    }

    private static func content(of path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64)
        // SAFETY: the system writes into the array, at most as many bytes as it has.
        let count = unsafe read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)
    }

    private static func target(of link: String) -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        // SAFETY: as above; the characters are bytes.
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            let characters = unsafe buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self)
            return unsafe readlink(link, characters, buffer.count)
        }
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
