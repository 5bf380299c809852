// What a plugin has changed in the process, put into words.

internal import CLinux
internal import VigiloExtensionPoints

/// One thing that is not as it was before a plugin was loaded.
struct ProcessChange {
    enum Subject {
        case signalHandler, signalMask, workingDirectory, umask, locale, threadLocale
        case rounding, denormals, traps, environment
    }

    let subject: Subject
    private let isUndone: Bool
    private let name: String
    private let before: String?
    private var after: String?

    /// nil for a subject that is not known.
    init?(_ native: clinux_change) {
        switch unsafe Int(native.what) {
        case CLINUX_CHANGED_SIGNAL: subject = .signalHandler
        case CLINUX_CHANGED_MASK: subject = .signalMask
        case CLINUX_CHANGED_WORKING_DIRECTORY: subject = .workingDirectory
        case CLINUX_CHANGED_UMASK: subject = .umask
        case CLINUX_CHANGED_LOCALE: subject = .locale
        case CLINUX_CHANGED_THREAD_LOCALE: subject = .threadLocale
        case CLINUX_CHANGED_ROUNDING: subject = .rounding
        case CLINUX_CHANGED_DENORMALS: subject = .denormals
        case CLINUX_CHANGED_EXCEPTIONS: subject = .traps
        case CLINUX_CHANGED_ENVIRONMENT: subject = .environment
        default: return nil
        }
        isUndone = unsafe native.undone != 0
        // SAFETY: each is NULL or a text that lives until the call that tells of the change is over.
        name = unsafe native.name.map { ForeignText.shown(unsafe String(cString: $0)) } ?? ""
        before = unsafe native.before.map { ForeignText.shown(unsafe String(cString: $0)) }
        after = unsafe native.after.map { ForeignText.shown(unsafe String(cString: $0)) }
    }

    /// Whether a handler that was set lies in the library that was loaded from `path`.
    func names(_ path: String) -> Bool {
        guard let file = path.split(separator: "/").last else { return false }
        return after?.hasSuffix("code of \(file)") ?? false
    }

    /// Names the private copy of the plugin as its operator does.
    func renaming(_ path: String, _ displayName: String) -> ProcessChange {
        guard let file = path.split(separator: "/").last, subject == .signalHandler else { return self }
        var renamed = self
        renamed.after = after?.replacing(file, with: displayName)
        return renamed
    }

    /// One warning for each code.
    static func warnings(on changes: [ProcessChange]) -> [PluginWarning] {
        let codes: [(WarningCode, [Subject])] = [
            (.guardSignalHandler, [.signalHandler]), (.guardSignalMask, [.signalMask]),
            (.guardWorkingDirectory, [.workingDirectory]), (.guardUmask, [.umask]),
            (.guardLocale, [.locale, .threadLocale]), (.guardRoundingMode, [.rounding, .denormals, .traps]),
            (.guardEnvironment, [.environment]),
        ]
        return codes.compactMap { code, subjects in
            let own = changes.filter { subjects.contains($0.subject) }
            guard let first = own.first else { return nil }
            let end = own.allSatisfy(\.isUndone) ? "undone" : "it could not be undone"
            return PluginWarning(code, "\(first.beginning)\(list(own.map(\.clause))); \(end)")
        }
    }

    private var beginning: String {
        switch subject {
        case .signalHandler: "it replaced the handler of "
        case .signalMask: "in the thread that loads plugins it "
        case .environment: "it changed environment variables: "
        default: "it "
        }
    }

    private var clause: String {
        let (before, after) = (before ?? "?", after ?? "?")
        return switch subject {
        case .signalHandler: "\(name) (\(before), now \(after))"
        case .signalMask: "\(after == "blocked" ? "blocked" : "unblocked") \(name)"
        case .workingDirectory: "changed the working directory from \(before) to \(after)"
        case .umask: "changed the umask from \(before) to \(after)"
        case .locale: "changed the locale from \(before) to \(after)"
        case .threadLocale: "changed the locale of the thread that loads plugins"
        case .rounding: "had floating-point numbers rounded \(after) instead of \(before)"
        case .denormals: "had the smallest floating-point numbers \(after) instead of \(before), as -ffast-math does"
        case .traps: "changed which floating-point errors end the process"
        case .environment: environmentClause
        }
    }

    /// Without the values: they may be secret.
    private var environmentClause: String {
        switch (before, after) {
        case (nil, _): "\(name) added"
        case (_, nil): "\(name) removed"
        default: "\(name) changed"
        }
    }

    /// The first few, and how many more there are.
    static func list(_ items: [String], atMost limit: Int = 8) -> String {
        let rest = items.count - limit
        let shown = items.prefix(limit).joined(separator: ", ")
        return rest > 0 ? "\(shown) and \(rest) more" : shown
    }
}

extension ForeignText {
    private static let mostCharacters = 256

    /// A text that a plugin may have chosen, harmless and not too long.
    static func shown(_ text: String) -> String {
        harmless(text.count > mostCharacters ? text.prefix(mostCharacters) + "..." : text)
    }
}
