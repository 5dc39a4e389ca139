module turnpike.test/coredns

go 1.24.0

require github.com/coredns/coredns v1.14.1

// As the cluster's programs: what is compiled for them need not be compiled again.
replace (
	k8s.io/api => k8s.io/api v0.34.4
	k8s.io/apimachinery => k8s.io/apimachinery v0.34.4
	k8s.io/client-go => k8s.io/client-go v0.34.4
)
