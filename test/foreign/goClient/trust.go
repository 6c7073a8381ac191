package main

import "encoding/base64"

const key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ"

func (s *suite) trust(group string, connection string) {
	certificate := base64.StdEncoding.EncodeToString([]byte("a certificate"))
	s.connectionCertificates(connection, certificate)
	s.destinationCertificates(group, certificate)
	s.connectionFingerprints(connection)
	s.destinationFingerprints(group)
}

func (s *suite) connectionCertificates(connection string, certificate string) {
	approved, err := s.client.NewCertificateConnectionCertificateApprove().ConnectionID(connection).Hash("go_hash").EncodedCert(certificate).Do(s.ctx)
	s.done("ConnectionCertificateApprove", approved.Code, err)
	s.equal("ConnectionCertificateApprove: hash", approved.Data.Hash, "go_hash")
	list, err := s.client.NewConnectionCertificatesList().ConnectionID(connection).Limit(10).Do(s.ctx)
	s.done("ConnectionCertificatesList", list.Code, err)
	s.equal("ConnectionCertificatesList: it", len(list.Data.Items), 1)
	details, err := s.client.NewConnectionCertificateDetails().ConnectionID(connection).Hash("go_hash").Do(s.ctx)
	s.done("ConnectionCertificateDetails", details.Code, err)
	revoked, err := s.client.NewConnectionCertificateRevoke().ConnectionID(connection).Hash("go_hash").Do(s.ctx)
	s.done("ConnectionCertificateRevoke", revoked.Code, err)
	gone, err := s.client.NewConnectionCertificateDetails().ConnectionID(connection).Hash("go_hash").Do(s.ctx)
	s.holds("ConnectionCertificateDetails of none: "+gone.Code, err != nil && err.Error() == "status code: 404; expected: 200")
}

func (s *suite) destinationCertificates(group string, certificate string) {
	approved, err := s.client.NewCertificateDestinationCertificateApprove().DestinationID(group).Hash("go_hash").EncodedCert(certificate).Do(s.ctx)
	s.done("DestinationCertificateApprove", approved.Code, err)
	list, err := s.client.NewDestinationCertificatesList().DestinationID(group).Do(s.ctx)
	s.done("DestinationCertificatesList", list.Code, err)
	details, err := s.client.NewDestinationCertificateDetails().DestinationID(group).Hash("go_hash").Do(s.ctx)
	s.done("DestinationCertificateDetails", details.Code, err)
	revoked, err := s.client.NewDestinationCertificateRevoke().DestinationID(group).Hash("go_hash").Do(s.ctx)
	s.done("DestinationCertificateRevoke", revoked.Code, err)
}

func (s *suite) connectionFingerprints(connection string) {
	approved, err := s.client.NewCertificateConnectionFingerprintApprove().ConnectionID(connection).Hash("go_hash").PublicKey(key).Do(s.ctx)
	s.done("ConnectionFingerprintApprove", approved.Code, err)
	s.equal("ConnectionFingerprintApprove: public_key", approved.Data.PublicKey, key)
	list, err := s.client.NewConnectionFingerprintsList().ConnectionID(connection).Do(s.ctx)
	s.done("ConnectionFingerprintsList", list.Code, err)
	details, err := s.client.NewConnectionFingerprintDetails().ConnectionID(connection).Hash("go_hash").Do(s.ctx)
	s.done("ConnectionFingerprintDetails", details.Code, err)
	revoked, err := s.client.NewConnectionFingerprintRevoke().ConnectionID(connection).Hash("go_hash").Do(s.ctx)
	s.done("ConnectionFingerprintRevoke", revoked.Code, err)
}

func (s *suite) destinationFingerprints(group string) {
	approved, err := s.client.NewCertificateDestinationFingerprintApprove().DestinationID(group).Hash("go_hash").PublicKey(key).Do(s.ctx)
	s.done("DestinationFingerprintApprove", approved.Code, err)
	list, err := s.client.NewDestinationFingerprintsList().DestinationID(group).Do(s.ctx)
	s.done("DestinationFingerprintsList", list.Code, err)
	details, err := s.client.NewDestinationFingerprintDetails().DestinationID(group).Hash("go_hash").Do(s.ctx)
	s.done("DestinationFingerprintDetails", details.Code, err)
	revoked, err := s.client.NewDestinationFingerprintRevoke().DestinationID(group).Hash("go_hash").Do(s.ctx)
	s.done("DestinationFingerprintRevoke", revoked.Code, err)
}
