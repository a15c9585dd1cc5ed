# SPDX-License-Identifier: MPL-2.0
#
# A CA of one's own and a server certificate by it, for localhost and 127.0.0.1.
import pathlib
import ssl
import subprocess


class Certificates:
    def __init__(self, folder, names="DNS:localhost,IP:127.0.0.1", days=365):
        """days  that the server's certificate is good for from now on; -1: it ran out a day ago"""
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.ca, self.certificate, self.key = folder / "ca.pem", folder / "server.pem", folder / "server.key"
        request, extensions = folder / "server.csr", folder / "extensions"
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        extensions.write_text(f"subjectAltName={names}\n")
        for command in (
                ["req", "-x509", *curve, "-days", "365", "-subj", "/CN=test CA", "-keyout", folder / "ca.key",
                 "-out", self.ca],
                ["req", *curve, "-subj", "/CN=test server", "-keyout", self.key, "-out", request],
                ["x509", "-req", "-in", request, "-CA", self.ca, "-CAkey", folder / "ca.key", "-CAcreateserial",
                 "-days", str(days), "-extfile", extensions, "-out", self.certificate]):
            subprocess.run(["openssl", *command], check=True, capture_output=True)

    def for_client(self):
        """A context that trusts this CA alone."""
        return ssl.create_default_context(cafile=self.ca)

    def for_server(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context
