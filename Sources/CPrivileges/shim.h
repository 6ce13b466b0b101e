// capset(2) has no wrapper in glibc and prctl(2) takes a variable number of arguments, which Swift
// does not import. All of these return 0, or the error number, and act on the calling thread only.
#include <errno.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Empties the permitted, effective and inheritable sets.
static inline int schattenki_clear_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {{0, 0, 0}, {0, 0, 0}};
  return syscall(SYS_capset, &header, sets) == 0 ? 0 : errno;
}

// Empties the set that a program started from this one would inherit.
static inline int schattenki_clear_ambient_capabilities(void) {
  return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) == 0 ? 0 : errno;
}

// EINVAL: the kernel knows no capability of this number.
static inline int schattenki_drop_bounding_capability(int capability) {
  return prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0 ? 0 : errno;
}

// From here on no program that is started has more rights than this one.
static inline int schattenki_forbid_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

// No core file, and no debugger of the same user.
static inline int schattenki_forbid_dumps(void) {
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}
