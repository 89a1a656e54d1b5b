fn main() -> std::process::ExitCode {
    bindery_codegen::Build::new("specs").run()
}
