// Which files of a directory are meant to be plugins.

import Foundation
import Testing

@testable import VigiloPluginHost

struct PluginDirectoryTests {
    @Test func `files end in .so, folders hold one of their own name, and hidden ones are left alone`() throws {
        let folder = try TemporaryFolder()
        for name in ["b.so", "a.so", "B.so", "readme.md", ".c.so", "libd.so.1"] {
            try TestFile.write([], to: folder.path(name))
        }
        try TestFile.write([], to: folder.folder("kanban") + "/kanban.so")
        try TestFile.write([], to: folder.folder("other") + "/kanban.so")
        _ = try folder.folder("folder.so")
        try FileManager.default.createSymbolicLink(atPath: folder.folder("lost") + "/lost.so", withDestinationPath: "x")
        let found = try PluginDirectory(path: folder.path).files().map { $0.path.dropFirst(folder.path.count + 1) }
        #expect(found == ["B.so", "a.so", "b.so", "folder.so", "kanban/kanban.so", "lost/lost.so"])
    }
}
