// Certificates over HTTP: imported, listed, shown, removed.

import Foundation
import HTTPTypes
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct CertificateRouteTests {
    /// Ed25519, valid for a hundred years from 2024 on.
    private static let pem = """
        -----BEGIN CERTIFICATE-----
        MIIBRTCB+KADAgECAhQcDutY4QibrOtnUCBycRbSbJf1yTAFBgMrZXAwGjEYMBYG
        A1UEAwwPd3d3LmV4YW1wbGUuY29tMCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAx
        MDAwMDAwWjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5jb20wKjAFBgMrZXADIQAI
        L/XTG3i18G6SKzXghZYcmGBKFSFx+4WiHORRvIxoxKNOMEwwGgYDVR0RBBMwEYIP
        d3d3LmV4YW1wbGUuY29tMB0GA1UdDgQWBBRWaJAvnv+qZMBweerPPNJqUX/v8TAP
        BgNVHRMBAf8EBTADAQH/MAUGAytlcANBAEhVM1jgrboSdOCzkhe7yIKONmsxn+xf
        lN9TSj4kGMmi6+07JAgLf/dP/Fbw1qn0Z2fMwLKrhOZyCdgvicdMnQI=
        -----END CERTIFICATE-----

        """

    private func importing(_ pem: String, name: String? = nil) throws -> String {
        let body = CertificateImportBody(pem: pem, name: name)
        return String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    }

    @Test func `a certificate is imported, found in the list, shown with its PEM and removed`() async throws {
        let house = try await House()
        try await house.workspace()
        let list = Path.certificates(in: "acme")
        let made = try await house.send(.post, list, try importing(Self.pem))
        #expect(made.status == 201)
        let body = try JSONDecoder().decode(ImportedCertificatesBody.self, from: Data(made.text.utf8))
        let certificate = try #require(body.items.first)
        #expect(made.headers[.location] == Path.certificate(certificate.id, in: "acme"))
        #expect(certificate.name == "www.example.com" && certificate.sans == ["DNS:www.example.com"])
        #expect(certificate.keyType == "ed25519" && certificate.status == "healthy" && certificate.pem == nil)
        #expect(certificate.daysUntilExpiry > 30_000)
        let listed = try await house.send(.get, list)
        #expect(listed.json["items"]?.arrayValue == [try #require(made.json["items"]?.arrayValue?.first)])
        let shown = try await house.send(.get, Path.certificate("www.example.com", in: "acme"))
        #expect(shown.json["pem"] == .string(Self.pem))
        let again = try await house.send(.post, list, try importing(Self.pem))
        #expect(again.status == 200 && again.json["items"] == [] && again.json["existing"]?.arrayValue?.count == 1)
        let removed = try await house.send(.delete, Path.certificate(certificate.id, in: "acme"))
        #expect(removed.status == 200 && removed.json["id"] == .string(certificate.id))
        #expect(try await house.send(.get, Path.certificate(certificate.id, in: "acme")).status == 404)
    }

    @Test func `the list is narrowed by when certificates expire`() async throws {
        let house = try await House()
        try await house.workspace()
        let list = Path.certificates(in: "acme")
        _ = try await house.send(.post, list, try importing(Self.pem))
        for (query, count) in [("", 1), ("?expiring_within=30", 0), ("?expiring_within=30&include_expired=true", 0)] {
            let answer = try await house.send(.get, list + query)
            #expect(answer.json["items"]?.arrayValue?.count == count, "\(query)")
        }
        for query in [
            "expiring_within=-1", "expiring_within=x", "expiring_within=36501", "include_expired=1", "days=3",
        ] {
            let problem = try await house.send(.get, "\(list)?\(query)").problem()
            #expect(problem.status == 422 && problem.errors?.count == 1, "\(query)")
        }
    }

    @Test func `what cannot be imported is refused in the import's words`() async throws {
        let house = try await House()
        try await house.workspace()
        let list = Path.certificates(in: "acme")
        let none = try await house.send(.post, list, #"{"pem":"hello"}"#).problem()
        #expect(none.status == 422 && none.code == "no_certificate" && none.hint != nil)
        let cut = try await house.send(.post, list, try importing(String(Self.pem.prefix(200)))).problem()
        #expect(cut.status == 422 && cut.detail.contains("line 1"))
        let missing = try await house.send(.post, list, #"{"name":"x"}"#).problem()
        #expect(missing.errors?.map(\.field) == ["pem"])
        let large = try await house.send(.post, list, try importing(String(repeating: "x", count: 1 << 20))).problem()
        #expect(large.status == 413)
    }
}
