// swift-tools-version: 6.2
import PackageDescription
let package = Package(name: "PluginSDK", products: [.library(name: "CVigiloPlugin", targets: ["CVigiloPlugin"])], targets: [.target(name: "CVigiloPlugin")])
