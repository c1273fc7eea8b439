data "gitlab_project" "this" {
  path_with_namespace = "«project»"
}

# Nobody pushes to the default branch; what is merged has passed the pipeline and one approval.
resource "gitlab_branch_protection" "default" {
  project            = data.gitlab_project.this.id
  branch             = data.gitlab_project.this.default_branch
  push_access_level  = "no one"
  merge_access_level = "developer"
  allow_force_push   = false
}

resource "gitlab_project_approval_rule" "any" {
  project            = data.gitlab_project.this.id
  name               = "One approval"
  rule_type          = "any_approver"
  approvals_required = 1
}

resource "gitlab_project_level_mr_approvals" "this" {
  project                                        = data.gitlab_project.this.id
  reset_approvals_on_push                        = true
  merge_requests_author_approval                 = false
  merge_requests_disable_committers_approval     = true
  disable_overriding_approvers_per_merge_request = true
}
