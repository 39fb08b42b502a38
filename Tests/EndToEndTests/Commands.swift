import Foundation
import Publishing
import TestSupport
import Testing

/// The command under test: the one that `make test` names, otherwise the one beside the test bundle.
let binary: URL = {
  if let path = ProcessInfo.processInfo.environment["COUNTYPLAN_BINARY"] {
    return URL(fileURLWithPath: path, relativeTo: Fixture.root)
  }
  let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
  var folder = bundle.deletingLastPathComponent()
  while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: "countyplan").path) {
    folder = folder.deletingLastPathComponent()
  }
  let beside = folder.appending(path: "countyplan")
  return FileManager.default.isExecutableFile(atPath: beside.path)
    ? beside : Fixture.root.appending(path: ".build/debug/countyplan")
}()

struct Outcome {
  let status: Int32
  let out: String
  let error: String
}

func start(_ arguments: [String], folder: URL, environment: [String: String] = [:]) throws -> (
  Process, Pipe, Pipe
) {
  let process = Process()
  process.executableURL = binary
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (out, error) = (Pipe(), Pipe())
  process.standardOutput = out
  process.standardError = error
  try process.run()
  return (process, out, error)
}

func command(
  _ arguments: [String], folder: URL = Fixture.root, environment: [String: String] = [:]
) throws -> Outcome {
  let (process, out, error) = try start(arguments, folder: folder, environment: environment)
  let text = out.fileHandleForReading.readDataToEndOfFile()
  let messages = error.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Outcome(
    status: process.terminationStatus, out: String(decoding: text, as: UTF8.self),
    error: String(decoding: messages, as: UTF8.self))
}

/// Contents of a folder by relative path.
func contents(_ folder: URL) throws -> [String: Data] {
  var files: [String: Data] = [:]
  let root = folder.resolvingSymlinksInPath().path + "/"
  for case let url as URL in try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
      continue
    }
    files[String(url.resolvingSymlinksInPath().path.dropFirst(root.count))] = try Data(contentsOf: url)
  }
  return files
}

/// Whether every output that the manifest names stands there with its hash.
func isWhole(_ folder: URL) throws -> Bool {
  let data = try Data(contentsOf: folder.appending(path: "manifest.json"))
  let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  let outputs = try #require(manifest["outputs"] as? [[String: Any]])
  return try outputs.count > 30
    && outputs.allSatisfy { entry in
      let path = try #require(entry["path"] as? String)
      let bytes = try Data(contentsOf: folder.appending(path: path))
      return Digest.sha256(Array(bytes)) == entry["sha256"] as? String
    }
}
