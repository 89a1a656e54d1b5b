//! Compiles the specs of this package, as a user's crate would.

fn main() -> std::process::ExitCode {
    bindery_codegen::Build::new("specs").run()
}
