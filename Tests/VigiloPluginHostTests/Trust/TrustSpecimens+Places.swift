// What others can write, what belongs to others, what leads elsewhere, and what is not on the list.

import Foundation
import Glibc
import VigiloExtensionPoints

@testable import VigiloPluginHost

extension TrustSpecimen {
    private static var user: String { UserSpelling.of(geteuid()) }

    static let places: [TrustSpecimen] = [
        TrustSpecimen(
            "a file that its group can write", .trustGroupWritable,
            "the file FILE can be written by its group (mode 0664, owner \(user)); run: chmod go-w FILE"
        ) { try $0.setMode(0o664, of: $0.file) },
        TrustSpecimen(
            "a file that everyone can write", .trustWorldWritable,
            "the file FILE can be written by everyone (mode 0646, owner \(user)); run: chmod go-w FILE"
        ) { try $0.setMode(0o646, of: $0.file) },
        TrustSpecimen(
            "a plugin directory that its group can write", .trustGroupWritable,
            "the folder PLUGINS can be written by its group (mode 0775, owner \(user)); run: chmod go-w PLUGINS"
        ) { try $0.setMode(0o775, of: $0.directory) },
        TrustSpecimen(
            "a plugin directory like /tmp, sticky but open", .trustWorldWritable,
            "the folder PLUGINS can be written by everyone (mode 1777, owner \(user)); run: chmod go-w PLUGINS"
        ) { try $0.setMode(0o1777, of: $0.directory) },
        TrustSpecimen(
            "a folder above that everyone can write", .trustWorldWritable,
            "the folder FOLDER can be written by everyone (mode 0777, owner \(user)); run: chmod go-w FOLDER"
        ) { try $0.setMode(0o777, of: $0.folder.path) },
        owner,
        TrustSpecimen(
            "a link out of the directory", .trustLinkLeaves,
            "it leads out of the plugin directory, to FOLDER/elsewhere.so; copy the file in: "
                + "cp --remove-destination FOLDER/elsewhere.so FILE"
        ) { host in
            try FileManager.default.moveItem(atPath: host.file, toPath: host.folder.path("elsewhere.so"))
            try FileManager.default.createSymbolicLink(atPath: host.file, withDestinationPath: "../elsewhere.so")
        },
    ]

    /// Root can give the file away. Other users cannot, and it does as well if the daemon is somebody else.
    private static let owner =
        geteuid() == 0
        ? TrustSpecimen(
            "a file of somebody else's", .trustOwner,
            "the file FILE belongs to \(UserSpelling.of(65_534)), and must belong to root; run: chown 0 FILE"
        ) { host in
            guard chown(host.file, 65_534, 65_534) == 0 else { throw POSIXError(.EPERM) }
        }
        : TrustSpecimen(
            "a folder of somebody else's", .trustOwner,
            "the folder FOLDER belongs to \(user), and must belong to root or this daemon's user, uid 4000000000; "
                + "run: chown 4000000000 FOLDER"
        ) { $0.trust.daemonUser = 4_000_000_000 }

    static let lists: [TrustSpecimen] = [
        TrustSpecimen(
            "a content that is not listed", .trustNotAllowed,
            "its SHA-256 is none of the 2 that are allowed; if this file is meant, add \"SUM\" to trust.allowed_sha256"
        ) { host in
            host.trust.allowedSHA256 = [PluginContent([1]).sha256, PluginContent([2]).sha256]
        },
        TrustSpecimen(
            "a content that is known to be bad", .trustDenied,
            "it is denied by trust.denied_sha256: loses data, see CVE-2026-1"
        ) { host in
            host.trust.deniedSHA256 = [PluginContent(host.bytes).sha256: "loses data, see CVE-2026-1"]
        },
    ]
}

/// A user as the sentences name one.
enum UserSpelling {
    static func of(_ id: uid_t) -> String {
        if id == 0 { return "root" }
        guard let name = getpwuid(id).map({ String(cString: $0.pointee.pw_name) }) else { return "uid \(id)" }
        return "\(name) (uid \(id))"
    }
}
