/// The programs that a user has open all day.
struct Desk {
    let session: Session
    let explorer: Process
    let mail: Process
    let browser: Process
}
