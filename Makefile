# What sam build calls for each function (BuildMethod: makefile in template.yaml); by hand:
#   make build-IngressFunction ARTIFACTS_DIR=out/ingress
# ARCHITECTURE is that of the deployment, arm64 or x86_64. What is made is ReadyToRun for the managed runtime;
# with NATIVE_AOT=1 it is a bootstrap for provided.al2023, to be made on a machine of that architecture
# with no newer glibc than Amazon Linux 2023's, 2.34.
# Deployments use the published packages; UsePublishedPackages=false in the environment is for registries that lack some (stand-ins/README.md).
ARCHITECTURE ?= arm64
NATIVE_AOT ?= 0
export UsePublishedPackages ?= true

runtime := $(if $(filter x86_64,$(ARCHITECTURE)),linux-x64,linux-arm64)
aot := $(filter 1 true,$(NATIVE_AOT))
kind := $(if $(aot),-p:PublishAot=true,--self-contained false -p:PublishReadyToRun=true -p:UseAppHost=false)
lean := -p:DebugType=none -p:CopyOutputSymbolsToPublishDirectory=false -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false

build-IngressFunction build-WorkerFunction: build-%Function:
	$(if $(ARTIFACTS_DIR),,$(error ARTIFACTS_DIR says where to, and is missing))
	dotnet publish src/$* -c Release -r $(runtime) $(kind) $(lean) -o "$(ARTIFACTS_DIR)"
	$(if $(aot),mv "$(ARTIFACTS_DIR)/MmsQueue.$*" "$(ARTIFACTS_DIR)/bootstrap")

.PHONY: build-IngressFunction build-WorkerFunction
