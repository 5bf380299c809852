// Which libraries this process has, and where its loader looks for others.

internal import CLinux

/// What the dynamic loader of this process knows, without having it load anything.
public enum LoadedLibraries {
    /// By which names the libraries of this process can be needed: their own, and those of their files.
    public static var names: Set<String> {
        var names: Set<String> = []
        // SAFETY: the context is the set, which nobody else touches during the call; each text is copied at once.
        unsafe withUnsafeMutablePointer(to: &names) { names in
            unsafe clinux_loaded_libraries(
                { path, soname, context in
                    guard let names = unsafe context?.assumingMemoryBound(to: Set<String>.self) else { return }
                    if let soname = unsafe soname { unsafe names.pointee.insert(String(cString: soname)) }
                    guard let path = unsafe path.map({ unsafe String(cString: $0) }) else { return }
                    unsafe names.pointee.insert(path)
                    if let last = path.split(separator: "/").last { unsafe names.pointee.insert(String(last)) }
                }, names)
        }
        return names
    }

    /// The folders that are searched for a library that has no paths of its own; nil if that cannot be known.
    public static var folders: [String]? {
        var folders: [String] = []
        // SAFETY: as above.
        let result = unsafe withUnsafeMutablePointer(to: &folders) { folders in
            unsafe clinux_library_folders(
                { path, context in
                    guard let folders = unsafe context?.assumingMemoryBound(to: [String].self) else { return }
                    if let path = unsafe path { unsafe folders.pointee.append(String(cString: path)) }
                }, folders)
        }
        return result == 0 ? folders : nil
    }

    /// How much static thread-local storage this process has in all, most of it in use; nil if that cannot be known.
    public static var staticTLSBytes: Int? {
        let size = clinux_static_tls_size()
        return size > 0 ? size : nil
    }
}
