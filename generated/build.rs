//! Compiles the specs of `bindery-specs` into `OUT_DIR`; only vendors whose feature is on are written.

fn main() -> std::process::ExitCode {
    bindery_codegen::Build::new(bindery_specs::DIR).by_feature(true).run()
}
