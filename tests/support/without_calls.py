# SPDX-License-Identifier: MPL-2.0
#
# without_calls.py CALL,CALL… PROGRAM [ARGUMENT…]: runs a program on a system that refuses these system
# calls, as an older kernel or a container would.
import ctypes
import os
import sys

ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(EPERM)

seccomp = ctypes.CDLL("libseccomp.so.2")
seccomp.seccomp_init.restype = ctypes.c_void_p
seccomp.seccomp_rule_add.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint]
seccomp.seccomp_load.argtypes = [ctypes.c_void_p]
context = seccomp.seccomp_init(ALLOW)
for call in sys.argv[1].split(","):
    if seccomp.seccomp_rule_add(context, REFUSE, seccomp.seccomp_syscall_resolve_name(call.encode()), 0) != 0:
        sys.exit(f"{call} cannot be refused")
if seccomp.seccomp_load(context) != 0:
    sys.exit("seccomp does not work here")
os.execv(sys.argv[2], sys.argv[2:])
