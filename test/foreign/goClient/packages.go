package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

func (s *suite) packages(group string) {
	one, two := packageOf("one"), packageOf("two")
	created, err := s.client.NewConnectorSdkPackageCreate().FileName("package.zip").FileContent(bytes.NewReader(one)).Do(s.ctx)
	s.done("ConnectorSdkPackageCreate", created.Code, err)
	id := created.Data.ID
	s.equal("ConnectorSdkPackageCreate: hash", created.Data.FileSha256Hash, hashOf(one))
	updated, err := s.client.NewConnectorSdkPackageUpdate().PackageID(id).FileName("package.zip").FileContent(bytes.NewReader(two)).Do(s.ctx)
	s.done("ConnectorSdkPackageUpdate", updated.Code, err)
	s.equal("ConnectorSdkPackageUpdate: hash", updated.Data.FileSha256Hash, hashOf(two))
	user, err := s.client.NewConnectionCreate().Service("connector_sdk").GroupID(group).Paused(true).RunSetupTests(false).
		ConfigCustom(&map[string]interface{}{"schema": "go_sdk", "package_id": id}).DoCustom(s.ctx)
	s.done("ConnectionCreate of a package", user.Code, err)
	details, err := s.client.NewConnectorSdkPackageDetails().PackageID(id).Do(s.ctx)
	s.done("ConnectorSdkPackageDetails", details.Code, err)
	list, err := s.client.NewConnectorSdkPackageList().Limit(10).Do(s.ctx)
	s.done("ConnectorSdkPackageList", list.Code, err)
	used, err := s.client.NewConnectorSdkPackageDelete().PackageID(id).Do(s.ctx)
	s.holds("ConnectorSdkPackageDelete while it is used: "+used.Code, err != nil && err.Error() == "status code: 403; expected: 200")
	freed, err := s.client.NewConnectionDelete().ConnectionID(user.Data.ID).Do(s.ctx)
	s.done("ConnectionDelete", freed.Code, err)
	deleted, err := s.client.NewConnectorSdkPackageDelete().PackageID(id).Do(s.ctx)
	s.done("ConnectorSdkPackageDelete", deleted.Code, err)
	gone, err := s.client.NewConnectorSdkPackageDetails().PackageID(id).Do(s.ctx)
	s.refused("ConnectorSdkPackageDetails of none", gone.Code, err, 404, 200, "NotFound_ConnectorSdkPackage")
}

// packageOf is a ZIP file with the one file that a package needs.
func packageOf(code string) []byte {
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	entry, err := archive.Create("connector.py")
	if err == nil {
		_, err = entry.Write([]byte(code))
	}
	if err == nil {
		err = archive.Close()
	}
	if err != nil {
		panic(err)
	}
	return file.Bytes()
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
