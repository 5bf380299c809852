// Tests of endings: a call that is given up, and shutdown.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

extension ValidationWork {
    /// How long a call may go on after it has been given up.
    private static let grace = Duration.seconds(5)

    /// Gives every call up while it runs, and sees whether all of them have returned when the grace is over.
    func cancellation(_ tested: TestedPlugin) -> ValidationVerdict {
        var inputs = MadeUpJSON(generator)
        var list: [(CallTarget, JSONValue, JSONValue)] = []
        for target in tested.targets {
            let (value, options) = inputs.inputs(for: target, .fitting)
            list.append((target, value, options))
        }
        enter("in a call that had been given up")
        let late: String? = wait { [list] in
            for (target, value, options) in list {
                await Self.callAndGiveUp(target, value, options)
            }
            let start = ContinuousClock.now
            await tested.plugin.shutdown(within: Self.grace)
            return .now - start < Self.grace ? nil : "a call was still under way 5 s after it had been given up"
        }
        return late.map { .fail("\($0); long work asks whether anybody still waits") } ?? .pass
    }

    private static func callAndGiveUp(_ target: CallTarget, _ value: JSONValue, _ options: JSONValue) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await target.call(value, options) }
            group.addTask { try? await Task.sleep(for: .milliseconds(20)) }
            await group.next()
            group.cancelAll()
        }
    }

    func shutdownAtOnce(_ tested: TestedPlugin) -> ValidationVerdict {
        enter("in its shutdown, right after it had registered")
        return shutDown(tested.plugin)
            ? .pass : .fail("its shutdown did not return within 5 s, right after it had registered")
    }

    private func shutDown(_ plugin: LoadedPlugin) -> Bool {
        wait {
            let start = ContinuousClock.now
            await plugin.shutdown(within: Self.grace)
            return .now - start < Self.grace
        }
    }

    func leaks() throws(Refusal) -> ValidationVerdict {
        // What the host itself opens and starts for its calls is there before.
        wait { try? await Task.sleep(for: .milliseconds(1)) }
        let descriptors = Self.entries("/proc/self/fd")
        // A thread has the name of the one that started it, unless it is given another.
        Self.nameThread(Self.mark)
        let tested = try load()
        Self.nameThread("vigilo-runner")
        var inputs = MadeUpJSON(generator)
        for target in tested.targets {
            let (value, options) = inputs.inputs(for: target, .fitting)
            enter("in \(target.subject), called with \(Self.shown(value))")
            _ = wait { await target.call(value, options) }
        }
        enter("in its shutdown")
        if !shutDown(tested.plugin) { return .fail("its shutdown did not return within 5 s") }
        return Self.leftovers(besides: descriptors)
    }

    private static let mark = "vigilo-plugin"

    /// Names this thread, which is the process's first.
    private static func nameThread(_ name: String) {
        guard let file = fopen("/proc/self/comm", "we") else { return }
        fputs(name, file)
        fclose(file)
    }

    private static func leftovers(besides descriptors: Set<String>) -> ValidationVerdict {
        var found: [String] = []
        // A thread that has been told to end takes a moment to be gone.
        for _ in 0..<50 {
            found = []
            let threads = entries("/proc/self/task").filter { text(of: "/proc/self/task/\($0)/comm") == mark }
            if !threads.isEmpty { found.append("\(threads.count) of its threads run on") }
            let opened = entries("/proc/self/fd").subtracting(descriptors)
            let targets = opened.compactMap { target(of: "/proc/self/fd/\($0)") }.filter {
                !$0.hasPrefix("anon_inode:[event")
            }
            if !targets.isEmpty {
                found.append(
                    "\(targets.count) descriptors are open: \(targets.sorted().prefix(3).joined(separator: ", "))")
            }
            if found.isEmpty { return .pass }
            usleep(20_000)
        }
        return .warn("after its shutdown " + found.joined(separator: "; "))
    }

    private static func entries(_ folder: String) -> Set<String> {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: Set<String> = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix("."), name != "\(dirfd(listing))" { names.insert(name) }
        }
        return names
    }

    private static func target(of link: String) -> String? {
        var path = [CChar](repeating: 0, count: 4096)
        let length = readlink(link, &path, path.count)
        return length < 0 ? nil : String(decoding: path.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func text(of file: String) -> String {
        guard let file = fopen(file, "re") else { return "" }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 64)
        guard fgets(&line, Int32(line.count), file) != nil else { return "" }
        return String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
