import Testing

@testable import Investigation

@Suite("Paths of programs")
struct ImagePathTests {
    @Test(
        "folders where any user may write are known in capitals and beside other letters",
        arguments: [
            ("C:\\Users\\eve\\a.exe", true), ("c:\\WINDOWS\\TEMP\\A.EXE", true), ("C:\\$Recycle.Bin\\é\\a.exe", true),
            ("C:\\Ünter\\ProgramData\\a.exe", true), ("\\tmp\\", true), ("C:\\Windows\\Tasks\\a.exe", true),
            ("C:\\Windows\\System32\\Tasks\\a.exe", false), ("C:\\Program Files\\Users.exe", false),
            ("C:\\tmp", false), ("C:/Users/eve/a.exe", false), ("C:\\@tmp\\a.exe", false), ("\\", false), ("", false),
        ])
    func writable(path: String, isWritable: Bool) {
        #expect(ImagePath.isUserWritable(path) == isWritable)
    }
}
