package main

import (
	"github.com/fivetran/go-fivetran"
	"github.com/fivetran/go-fivetran/transformations"
)

func (s *suite) transformations(group string) {
	config := fivetran.NewTransformationProjectConfig().DbtVersion("1.9.0").DefaultSchema("dbt").
		GitRemoteUrl("git@example.com:a/b.git").GitBranch("main").Threads(4)
	created, err := s.client.NewTransformationProjectCreate().GroupId(group).ProjectType("DBT_GIT").RunTests(false).ProjectConfig(config).Do(s.ctx)
	s.done("TransformationProjectCreate", created.Code, err)
	project := created.Data.Id
	s.equal("TransformationProjectCreate: type", created.Data.ProjectType, "DBT_GIT")
	s.holds("TransformationProjectCreate: a public key", created.Data.ProjectConfig.PublicKey != "")
	updated, err := s.client.NewTransformationProjectUpdate().ProjectId(project).
		ProjectConfig(fivetran.NewTransformationProjectConfig().GitBranch("next").Threads(8)).Do(s.ctx)
	s.done("TransformationProjectUpdate", updated.Code, err)
	s.equal("TransformationProjectUpdate: branch", updated.Data.ProjectConfig.GitBranch, "next")
	details, err := s.client.NewTransformationProjectDetails().ProjectId(project).Do(s.ctx)
	s.done("TransformationProjectDetails", details.Code, err)
	list, err := s.client.NewTransformationProjectsList().Limit(10).Do(s.ctx)
	s.done("TransformationProjectsList", list.Code, err)
	s.advance()
	s.transformation(project)
	deleted, err := s.client.NewTransformationProjectDelete().ProjectId(project).Do(s.ctx)
	s.done("TransformationProjectDelete", deleted.Code, err)
	s.quickstart()
}

func (s *suite) transformation(project string) {
	steps := []transformations.TransformationStep{{Name: "run", Command: "dbt run"}}
	created, err := s.client.NewTransformationCreate().ProjectType("DBT_CORE").Paused(true).
		TransformationConfig(fivetran.NewTransformationConfig().ProjectId(project).Name("daily").Steps(steps)).
		TransformationSchedule(fivetran.NewTransformationSchedule().ScheduleType("TIME_OF_DAY").TimeOfDay("03:00").DaysOfWeek([]string{"MONDAY"})).Do(s.ctx)
	s.done("TransformationCreate", created.Code, err)
	id := created.Data.Id
	updated, err := s.client.NewTransformationUpdate().TransformationId(id).Paused(false).
		TransformationSchedule(fivetran.NewTransformationSchedule().ScheduleType("INTERVAL").Interval(60)).Do(s.ctx)
	s.done("TransformationUpdate", updated.Code, err)
	details, err := s.client.NewTransformationDetails().TransformationId(id).Do(s.ctx)
	s.done("TransformationDetails", details.Code, err)
	s.equal("TransformationDetails: schedule", details.Data.TransformationSchedule.Interval, 60)
	list, err := s.client.NewTransformationsList().Limit(10).Do(s.ctx)
	s.done("TransformationsList", list.Code, err)
	run, err := s.client.NewTransformationRun().TransformationId(id).Do(s.ctx)
	s.done("TransformationRun", run.Code, err)
	cancelled, err := s.client.NewTransformationCancel().TransformationId(id).Do(s.ctx)
	s.done("TransformationCancel", cancelled.Code, err)
	deleted, err := s.client.NewTransformationDelete().TransformationId(id).Do(s.ctx)
	s.done("TransformationDelete", deleted.Code, err)
	gone, err := s.client.NewTransformationDetails().TransformationId(id).Do(s.ctx)
	s.holds("TransformationDetails of none: "+gone.Code, err != nil && err.Error() == "status code: 404; expected: 200")
}

func (s *suite) quickstart() {
	list, err := s.client.NewQuickstartPackagesList().Limit(10).Do(s.ctx)
	s.done("QuickstartPackagesList", list.Code, err)
	if len(list.Data.Items) == 0 {
		s.fail("QuickstartPackagesList: none")
		return
	}
	details, err := s.client.NewQuickstartPackageDetails().PackageDefinitionId(list.Data.Items[0].Id).Do(s.ctx)
	s.done("QuickstartPackageDetails", details.Code, err)
}
