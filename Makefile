# sam build runs these targets (BuildMethod: makefile in template.yaml). To run one manually:
#   make build-IngressFunction ARTIFACTS_DIR=out/ingress
# ARCHITECTURE is the deployment's, arm64 or x86_64. The default output is ReadyToRun for the managed runtime.
# NATIVE_AOT=1 builds a bootstrap for provided.al2023. Run it on a machine of the same architecture, with glibc 2.34
# (the version in Amazon Linux 2023) or earlier.
# UsePublishedPackages=false builds with stand-ins, for registries that lack packages (stand-ins/README.md). Never deploy such a build.
ARCHITECTURE ?= arm64
NATIVE_AOT ?= 0
export UsePublishedPackages ?= true

runtime := $(if $(filter x86_64,$(ARCHITECTURE)),linux-x64,linux-arm64)
aot := $(filter 1 true,$(NATIVE_AOT))
kind = $(if $(aot),-p:PublishAot=true,--self-contained false -p:PublishReadyToRun=true -p:UseAppHost=false)
lean := -p:DebugType=none -p:CopyOutputSymbolsToPublishDirectory=false -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false

# The reconciler always runs on the managed runtime.
build-ReconcilerFunction: aot :=

build-IngressFunction build-WorkerFunction build-ReconcilerFunction: build-%Function:
	$(if $(ARTIFACTS_DIR),,$(error ARTIFACTS_DIR is not set: the output folder is required))
	dotnet publish src/$* -c Release -r $(runtime) $(kind) $(lean) -o "$(ARTIFACTS_DIR)"
	$(if $(aot),mv "$(ARTIFACTS_DIR)/MmsQueue.$*" "$(ARTIFACTS_DIR)/bootstrap")

.PHONY: build-IngressFunction build-WorkerFunction build-ReconcilerFunction
