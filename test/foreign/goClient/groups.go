package main

// groups leaves a group behind for the other areas.
func (s *suite) groups() string {
	created, err := s.client.NewGroupCreate().Name("go_client").Do(s.ctx)
	s.done("GroupCreate", created.Code, err)
	id := created.Data.ID
	s.equal("GroupCreate: name", created.Data.Name, "go_client")
	s.holds("GroupCreate: created_at", !created.Data.CreatedAt.IsZero())

	updated, err := s.client.NewGroupUpdate().GroupID(id).Name("go_client_renamed").Do(s.ctx)
	s.done("GroupUpdate", updated.Code, err)
	s.equal("GroupUpdate: name", updated.Data.Name, "go_client_renamed")

	details, err := s.client.NewGroupDetails().GroupID(id).Do(s.ctx)
	s.done("GroupDetails", details.Code, err)
	s.equal("GroupDetails: created_at does not drift", details.Data.CreatedAt, created.Data.CreatedAt)

	other, err := s.client.NewGroupCreate().Name("go_client_other").Do(s.ctx)
	s.done("GroupCreate", other.Code, err)
	s.pagesOfGroups()

	key, err := s.client.NewGroupSshPublicKey().GroupID(id).Do(s.ctx)
	s.done("GroupSshPublicKey", key.Code, err)
	s.holds("GroupSshPublicKey: a key", key.Data.PublicKey != "")
	account, err := s.client.NewGroupServiceAccount().GroupID(id).Do(s.ctx)
	s.done("GroupServiceAccount", account.Code, err)
	s.holds("GroupServiceAccount: an account", account.Data.ServiceAccount != "")

	users, err := s.client.NewGroupListUsers().GroupID(id).Do(s.ctx)
	s.done("GroupListUsers", users.Code, err)
	s.equal("GroupListUsers: its creator", len(users.Data.Items), 1)
	connections, err := s.client.NewGroupListConnections().GroupID(id).Do(s.ctx)
	s.done("GroupListConnections", connections.Code, err)
	s.equal("GroupListConnections: none", len(connections.Data.Items), 0)

	deleted, err := s.client.NewGroupDelete().GroupID(other.Data.ID).Do(s.ctx)
	s.done("GroupDelete", deleted.Code, err)
	s.equal("GroupDelete: message", deleted.Message, "Group with id '"+other.Data.ID+"' has been deleted")
	gone, err := s.client.NewGroupDetails().GroupID(other.Data.ID).Do(s.ctx)
	s.refused("GroupDetails of none", gone.Code, err, 404, 200, "NotFound_Group")
	return id
}

func (s *suite) pagesOfGroups() {
	first, err := s.client.NewGroupsList().Limit(1).Do(s.ctx)
	s.said("GroupsList", first.Code, first.Message, err, "Groups retrieved successfully")
	s.equal("GroupsList: one a page", len(first.Data.Items), 1)
	s.holds("GroupsList: a cursor", first.Data.NextCursor != "")
	second, err := s.client.NewGroupsList().Limit(1000).Cursor(first.Data.NextCursor).Do(s.ctx)
	s.done("GroupsList", second.Code, err)
	s.equal("GroupsList: no cursor on the last page", second.Data.NextCursor, "")
	s.holds("GroupsList: the next page is another", second.Data.Items[0].ID != first.Data.Items[0].ID)
	bad, err := s.client.NewGroupsList().Limit(1001).Do(s.ctx)
	s.refused("GroupsList beyond the limit", bad.Code, err, 400, 200, "InvalidInput")
}

// cleanUp deletes in the order that the service demands.
func (s *suite) cleanUp(group string, connection string) {
	busy, err := s.client.NewDestinationDelete().DestinationID(group).Do(s.ctx)
	s.refused("DestinationDelete with connections", busy.Code, err, 409, 200, "Conflict")
	connections, err := s.client.NewGroupListConnections().GroupID(group).Limit(1000).Do(s.ctx)
	s.done("GroupListConnections", connections.Code, err)
	for _, one := range connections.Data.Items {
		deleted, err := s.client.NewConnectionDelete().ConnectionID(one.ID).Do(s.ctx)
		s.done("ConnectionDelete", deleted.Code, err)
	}
	gone, err := s.client.NewConnectionDetails().ConnectionID(connection).DoCustom(s.ctx)
	s.refused("ConnectionDetails of none", gone.Code, err, 404, 200, "NotFound_Connection")
	destination, err := s.client.NewDestinationDelete().DestinationID(group).Do(s.ctx)
	s.done("DestinationDelete", destination.Code, err)
	noDestination, err := s.client.NewDestinationDetails().DestinationID(group).DoCustom(s.ctx)
	s.refused("DestinationDetails of none", noDestination.Code, err, 404, 200, "NotFound_Destination")
	deleted, err := s.client.NewGroupDelete().GroupID(group).Do(s.ctx)
	s.done("GroupDelete", deleted.Code, err)
}
